import { vendorIds, type StackModel } from "@launchgate/core";
import type { CapturedResource } from "../offline/capture.ts";

/** One row: what belongs to one service, or to all. */
export interface CountRow {
  readonly owner: string;
  /** Resources by vendor, in the order of {@link Counts.vendors}. */
  readonly counts: readonly number[];
  readonly sum: number;
}

/** Resources by service and vendor. Components and providers are not counted: they are not things at a vendor. */
export interface Counts {
  readonly vendors: readonly string[];
  readonly rows: readonly CountRow[];
  readonly total: CountRow;
}

const others = "other";

/** Counts the resources of a plan by owner and vendor. */
export function countByOwner(resources: readonly CapturedResource[], model: StackModel): Counts {
  const counted = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const vendors = [
    ...vendorIds.filter((vendor) => counted.some((each) => vendorOf(each) === vendor)),
    ...(counted.some((each) => vendorOf(each) === others) ? [others] : []),
  ];
  const owners = model.stack.kind === "stage" ? model.stack.services : [];
  const row = (owner: string, own: readonly CapturedResource[]): CountRow => {
    const counts = vendors.map((vendor) => own.filter((each) => vendorOf(each) === vendor).length);
    return { owner, counts, sum: own.length };
  };
  const ownerOf = (each: CapturedResource): string => serviceOf(each, owners, model) ?? "shared by all";
  const rows = [...owners, "shared by all"].map((owner) =>
    row(
      owner,
      counted.filter((each) => ownerOf(each) === owner),
    ),
  );
  return { vendors, rows: rows.filter(({ sum }) => sum > 0), total: row("all", counted) };
}

function vendorOf({ type }: CapturedResource): string {
  const vendor = type.split(":")[0] ?? others;
  return (vendorIds as readonly string[]).includes(vendor) ? vendor : others;
}

function serviceOf({ name }: CapturedResource, services: readonly string[], model: StackModel): string | undefined {
  const stage = model.stack.kind === "stage" ? model.stack.stage : "";
  return services.find((service) => name.startsWith(`${service}-${stage}-`));
}
