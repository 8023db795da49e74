import { defineRule, when } from "../../define-rule.ts";

/** A deletion of history is decided by name (A1). */
export const protectRepository = defineRule({
  id: "github-repository-protect-deletion",
  title: "A repository cannot be deleted by accident",
  cause: "The repository is neither protected in the stack nor archived on destroy.",
  why: "Issues, releases and packages go with it, and GitHub restores only for 90 days and not everything.",
  fix: "Leave the component's protection on; a deletion needs a waiver that names who approved it.",
  requirements: ["A1", "L5"],
  severity: "critical",
  levels: { foreign: "advisory" },
  types: ["github:index/repository:Repository"],
  tags: ["deletion"],
  link: "https://www.pulumi.com/docs/iac/concepts/options/protect/",
  scope: "resource",
  check: (repository) =>
    when(
      !repository.protect || repository.flag("archiveOnDestroy") !== true,
      `"${repository.text("name") ?? repository.name}" can be deleted: ${repository.protect ? "it is not archived on destroy" : "it is not protected"}`,
    ),
});
