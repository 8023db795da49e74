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
const remainder = "shared by all";

/** Counts the resources of a plan by owner and vendor. */
export function countByOwner(resources: readonly CapturedResource[], model: StackModel): Counts {
  const counted = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const vendors = [
    ...vendorIds.filter((vendor) => counted.some((each) => vendorOf(each) === vendor)),
    ...(counted.some((each) => vendorOf(each) === others) ? [others] : []),
  ];
  const owners = model.stack.kind === "stage" ? model.stack.services : topComponents(resources);
  const row = (owner: string, own: readonly CapturedResource[]): CountRow => {
    const counts = vendors.map((vendor) => own.filter((each) => vendorOf(each) === vendor).length);
    return { owner, counts, sum: own.length };
  };
  const ownerOf = (each: CapturedResource): string => ownerAmong(each, owners, model) ?? remainder;
  const rows = [...owners, remainder].map((owner) =>
    row(
      owner,
      counted.filter((each) => ownerOf(each) === owner),
    ),
  );
  return { vendors, rows: rows.filter(({ sum }) => sum > 0), total: row("all", counted) };
}

/** Names of the components directly below the stack: the parts of a shared stack. */
function topComponents(resources: readonly CapturedResource[]): string[] {
  return resources.filter(({ custom, parent }) => !custom && parent === undefined).map(({ name }) => name);
}

function vendorOf({ type }: CapturedResource): string {
  const vendor = type.split(":")[0] ?? others;
  return (vendorIds as readonly string[]).includes(vendor) ? vendor : others;
}

/** The service or part that a resource belongs to, by the beginning of its name. */
function ownerAmong({ name }: CapturedResource, owners: readonly string[], model: StackModel): string | undefined {
  const suffix = model.stack.kind === "stage" ? `-${model.stack.stage}-` : "-";
  return owners.find((owner) => name.startsWith(`${owner}${suffix}`));
}
