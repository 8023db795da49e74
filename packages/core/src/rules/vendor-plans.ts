import type { Problem } from "../errors.ts";
import { formatPath, type KeyPath } from "../load/key-path.ts";
import { suggestion } from "../load/nearest.ts";
import type { Model } from "../schema/model.ts";
import { vendorIds, type VendorId } from "../schema/vendors.ts";
import { planHas, vendorFeatures, type FeatureId } from "../vendors/features.ts";
import type { ModelRule } from "./rule.ts";
import { problem, problemIf } from "./tools.ts";
import { wishes } from "./vendor-wishes.ts";

/** Something that the model wants and the plan of its vendor lacks (house decision 9, A3). */
export interface VendorGap {
  readonly feature: FeatureId;
  /** What the feature does, for people. */
  readonly title: string;
  /** First place of the model that wants it. */
  readonly wantedBy: string;
  readonly vendor: VendorId;
  /** Plan in use; `none` where the vendor is not used. */
  readonly plan: string;
  /** The gate that stands in for it; null: nothing does, which `validate` refuses as `vendor-plan.gap`. */
  readonly compensation: string | null;
}

const featureIds = Object.keys(vendorFeatures) as FeatureId[];

/** Every feature that the model wants and the plans lack, compensated or not. Reports tell them as named gaps. */
export function vendorGaps(model: Model): VendorGap[] {
  return featureIds.flatMap((feature) => {
    const [first] = wishes[feature](model);
    if (first === undefined || planHas(model.vendors, feature)) return [];
    const { vendor, title } = vendorFeatures[feature];
    const { plan, compensations } = model.vendors[vendor];
    const compensation = compensations.find((each) => each.feature === feature)?.gate ?? null;
    return [{ feature, title, wantedBy: formatPath(first), vendor, plan, compensation }];
  });
}

function uncompensated(model: Model): Problem[] {
  return vendorGaps(model)
    .filter(({ compensation }) => compensation === null)
    .map(({ feature, title, wantedBy, vendor, plan }) =>
      problem(
        "vendor-plan.gap",
        ["vendors", vendor, "plan"],
        plan,
        `a plan with "${feature}" (${title}), one of ${vendorFeatures[feature].plans.join(", ")}: ${wantedBy} wants it`,
        `Take such a plan, add a compensation with feature "${feature}" to vendors.${vendor}.compensations, or give up the wish.`,
      ),
    );
}

function ofCompensation(model: Model, vendor: VendorId, index: number, earlier: readonly string[]): Problem[] {
  const path: KeyPath = ["vendors", vendor, "compensations", index, "feature"];
  const name = model.vendors[vendor].compensations[index]?.feature ?? "";
  const known = featureIds.filter((each) => vendorFeatures[each].vendor === vendor);
  const feature = known.find((each) => each === name);
  if (feature === undefined) {
    const fix = `Correct the name. ${suggestion(name, known)}`;
    return [problem("vendor-plan.unknown-feature", path, name, `a feature of ${vendor} that depends on the plan`, fix)];
  }
  return [
    ...problemIf(planHas(model.vendors, feature), () =>
      problem(
        "vendor-plan.unused-compensation",
        path,
        name,
        `a feature that the ${vendor} plan "${model.vendors[vendor].plan}" lacks`,
        "Remove the compensation: the plan has the feature.",
      ),
    ),
    ...problemIf(earlier.includes(name), () =>
      problem(
        "vendor-plan.repeated-compensation",
        path,
        name,
        "one compensation a feature",
        "Remove the second one, or write both gates into one.",
      ),
    ),
  ];
}

function compensationProblems(model: Model): Problem[] {
  return vendorIds.flatMap((vendor) => {
    const names = model.vendors[vendor].compensations.map(({ feature }) => feature);
    return names.flatMap((_, index) => ofCompensation(model, vendor, index, names.slice(0, index)));
  });
}

/** What the plans of the vendors can do. */
export const vendorPlanRules: readonly ModelRule[] = [
  {
    id: "vendor-plans",
    title: "What the model wants and a vendor plan lacks is stood in for by a named gate.",
    codes: ["vendor-plan.gap"],
    requirements: ["A3"],
    check: ({ model }) => uncompensated(model),
  },
  {
    id: "vendor-compensations",
    title: "Every compensation stands in for a feature of its vendor that the plan lacks, once.",
    codes: ["vendor-plan.unknown-feature", "vendor-plan.unused-compensation", "vendor-plan.repeated-compensation"],
    requirements: ["A3"],
    check: ({ model }) => compensationProblems(model),
  },
];
