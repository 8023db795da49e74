import { looksSecret, secretShape } from "@launchgate/core";
import { defineRule, when } from "../../define-rule.ts";

/** Variables are for everybody to read (S2). */
export const forbidPlainSecrets = defineRule({
  id: "github-variable-forbid-secrets",
  title: "No credential stands in a variable of GitHub Actions",
  cause: "The value or the name of a variable looks like a credential.",
  why: "Variables are shown in logs and settings in plain text; whoever reads the repository has the key.",
  fix: "Make it a secret of the environment, and rotate the value that was shown.",
  requirements: ["S2"],
  severity: "critical",
  types: [
    "github:index/actionsEnvironmentVariable:ActionsEnvironmentVariable",
    "github:index/actionsVariable:ActionsVariable",
    "github:index/actionsOrganizationVariable:ActionsOrganizationVariable",
  ],
  tags: ["secrets"],
  link: "https://docs.github.com/actions/concepts/workflows-and-actions/variables",
  scope: "resource",
  check: (variable) => {
    const name = variable.text("variableName") ?? variable.name;
    const value = variable.text("value") ?? "";
    const shape = secretShape(value);
    if (shape !== undefined) return [`variable "${name}" holds ${shape}`];
    return when(looksSecret(name, value), `variable "${name}" holds what looks like a credential`);
  },
});
