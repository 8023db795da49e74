import { releaseTypeIds } from "@launchgate/core";
import { definePlanRule } from "./define-plan-rule.ts";

/** The seven roles of a release (R3). */
const seven = [
  "qa-lead",
  "devops-engineer",
  "business-analyst",
  "ux-designer",
  "customer-success-manager",
  "product-manager",
  "project-manager",
] as const;

/** Who must sign, signs, and somebody is there to do it (R1, R3). */
export const requireSignOffs = definePlanRule({
  id: "plan-signoff-require-roles",
  title: "Minor and major releases are signed by all seven roles, and each signing role is held",
  cause:
    "A sign-off role is missing from a release type, nobody holds it, or nothing says what its signature confirms.",
  why: "A release goes out that support cannot explain, because the one who would have said so was not asked.",
  fix: "Complete release.types.<type>.signOffs and the holders in organization.roles.",
  requirements: ["R1", "R3"],
  severity: "high",
  tags: ["sign-off"],
  check: ({ types, roles }) =>
    releaseTypeIds.flatMap((type) => {
      const { signOffs } = types[type];
      const missing = type === "patch" ? [] : seven.filter((role) => !signOffs.includes(role));
      const unheld = signOffs.filter((role) => (roles[role]?.holders.length ?? 0) === 0);
      const mute = signOffs.filter((role) => !unheld.includes(role) && (roles[role]?.signs ?? null) === null);
      return [
        ...missing.map((role) => `a ${type} release is not signed by "${role}"`),
        ...unheld.map((role) => `nobody holds "${role}", which signs a ${type} release`),
        ...mute.map((role) => `nothing says what "${role}" confirms when it signs a ${type} release`),
      ];
    }),
});
