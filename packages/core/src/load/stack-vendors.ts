import { planHas } from "../vendors/features.ts";
import type { StackModel } from "../schema/model.ts";
import { vendorIds, type VendorId } from "../schema/vendors.ts";

/**
 * Vendors of which the chosen stack declares at least one thing, in the order of `vendorIds`: those whose components and
 * provider the program loads and whose settings it needs. A vendor with plan `none` is never among them; neither is one whose
 * parts the model switches off for this stack, such as PagerDuty in a stage that pages nobody.
 */
export function vendorsOf(model: StackModel): VendorId[] {
  const declares = model.stack.kind === "shared" ? sharedDeclares : stageDeclares;
  return vendorIds.filter((vendor) => model.vendors[vendor].plan !== "none" && declares[vendor](model));
}

type Declares = Readonly<Record<VendorId, (model: StackModel) => boolean>>;

/** What stages share: databases are of one stage, and the only thing of Vercel's are access groups. */
const sharedDeclares: Declares = {
  github: () => true,
  vercel: ({ vendors }) => planHas(vendors, "vercel-access-groups"),
  neon: () => false,
  pagerduty: () => true,
  datadog: () => true,
};

const stageDeclares: Declares = {
  github: () => true,
  vercel: () => true,
  neon: (model) => servicesOf(model).some(({ neon }) => neon !== undefined),
  pagerduty: (model) => stageOf(model)?.paging !== "nobody",
  // A service is observed at its address, which Vercel gives it; the stage's spending, where it has a budget.
  datadog: (model) => model.vendors.vercel.plan !== "none" || stageOf(model)?.budget !== undefined,
};

function stageOf({ stack, stages }: StackModel): StackModel["stages"][string] | undefined {
  return stack.kind === "stage" ? stages[stack.stage] : undefined;
}

function servicesOf({ stack, services }: StackModel): StackModel["services"][string][] {
  return stack.kind === "stage" ? stack.services.flatMap((id) => services[id] ?? []) : [];
}
