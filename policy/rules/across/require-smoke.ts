import { productionAndStaging, when } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** The smoke suite can get in, and is told if it cannot (P4). */
export const requireSmoke = defineServiceRule({
  id: "across-service-require-smoke",
  title: "Each service has a live smoke suite, and a bypass where deployments are protected",
  cause:
    "There is no live synthetic test below the service's component, or the project is protected and has no bypass.",
  why: "The suite tests the login page of the protection, and stays green while the application is down.",
  fix: "Write services.<id>.smoke; components/vercel/smoke-access.ts makes the bypass.",
  requirements: ["P4"],
  severity: "high",
  levels: productionAndStaging,
  tags: ["smoke"],
  link: "https://vercel.com/docs/deployment-protection/methods-to-bypass-deployment-protection/protection-bypass-automation",
  vendor: "datadog",
  needs: [
    "datadog:index/syntheticsTest:SyntheticsTest",
    "vercel:index/project:Project",
    "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
  ],
  lacks: ({ id }, found) => {
    const of = (type: string): typeof found => found.filter((each) => each.type === type);
    const live = of("datadog:index/syntheticsTest:SyntheticsTest").some((each) => each.text("status") === "live");
    const guarded = of("vercel:index/project:Project").some(
      (each) => (each.text("vercelAuthentication.deploymentType") ?? "none") !== "none",
    );
    const bypass = of("vercel:index/projectProtectionBypass:ProjectProtectionBypass").length > 0;
    return [
      ...when(!live, `service "${id}" has no live smoke suite`),
      ...when(guarded && !bypass, `the smoke suite of service "${id}" cannot pass the deployment protection`),
    ];
  },
});
