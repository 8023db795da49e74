import type { Problem } from "../errors.ts";
import type { Model } from "../schema/model.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

/** A restricted database lists addresses: those from which its own service comes must be fixed and among them. */
function lockedOut(model: Model): Problem[] {
  const restricted = Object.values(model.stacks).flatMap((stack) =>
    stack.kind === "stage" && own(model.stages, stack.stage)?.database.restrictAddresses ? stack.services : [],
  );
  return [...new Set(restricted)].flatMap((id) => {
    const service = own(model.services, id);
    if (!service?.neon) return [];
    const allowed = own(model.organization.complianceClasses, service.complianceClass)?.databaseAllowedIps ?? [];
    if (allowed.length === 0) return [];
    const { staticEgress } = service.vercel;
    const path = ["services", id, "vercel", "staticEgress"];
    const missing = staticEgress.filter((address) => !allowed.includes(address));
    return [
      ...problemIf(staticEgress.length === 0, () =>
        problem(
          "services.locked-out",
          path,
          staticEgress,
          "the fixed addresses of the service: its database lists who may connect",
          "Add them (Vercel Static IPs or Secure Compute), or leave restrictAddresses off in the stage.",
        ),
      ),
      ...missing.map((address) =>
        problem(
          "services.locked-out",
          [...path, staticEgress.indexOf(address)],
          address,
          `one of the addresses of the class "${service.complianceClass}": ${allowed.join(", ")}`,
          `List it in organization.complianceClasses.${service.complianceClass}.databaseAllowedIps.`,
        ),
      ),
    ];
  });
}

/** Rules on who may connect to databases. */
export const addressRules: readonly ModelRule[] = [
  {
    id: "addresses",
    title: "A service can reach its own database where addresses are restricted.",
    codes: ["services.locked-out"],
    requirements: ["P1", "S2"],
    check: ({ model }) => lockedOut(model),
  },
];
