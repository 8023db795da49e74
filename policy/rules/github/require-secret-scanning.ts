import { defineRule, when } from "../../define-rule.ts";

/** A secret is stopped before it is in the history (S1, S2). */
export const requireSecretScanning = defineRule({
  id: "github-repository-require-secret-scanning",
  title: "Secret scanning with push protection is on",
  cause: "secretScanning or secretScanningPushProtection of the repository is not `enabled`.",
  why: "A pushed credential is known to everybody who can read the repository, for ever; rotation is the only cure.",
  fix: "Leave securityAndAnalysis to components/github; the vendor plan must have push protection, or a check stands in.",
  requirements: ["S1", "S2"],
  severity: "high",
  levels: { foreign: "advisory" },
  types: ["github:index/repository:Repository"],
  tags: ["scanning", "secrets"],
  link: "https://docs.github.com/code-security/secret-scanning/introduction/about-push-protection",
  features: ["push-protection"],
  scope: "resource",
  check: (repository) => {
    const name = repository.text("name") ?? repository.name;
    const off = ["secretScanning", "secretScanningPushProtection"].filter(
      (each) => repository.text(`securityAndAnalysis.${each}.status`) !== "enabled",
    );
    return when(off.length > 0, `"${name}" is not watched for secrets: ${off.join(", ")}`);
  },
});
