import type { UnattributedItem } from "./changes.ts";
import type { Match } from "./identity.ts";
import { shortKind } from "./report.ts";
import { riskOf } from "./risk.ts";

/** Switches beside the declared fields that stop a thing from working: by kind, the vendor's field and the inventory's remark. */
const switches: Readonly<Record<string, { readonly field: string; readonly remark: string }>> = {
  "datadog:Monitor": { field: "silenced", remark: "muted" },
  "datadog:SyntheticsTest": { field: "status", remark: "paused" },
  "pagerduty:Service": { field: "status", remark: "disabled: pages nobody" },
  "github:Repository": { field: "archived", remark: "archived" },
};

/**
 * Declared things that somebody has switched off by a field that no program declares: a muted monitor, a disabled service. No refresh
 * tells of them. What is declared as switched off is no drift.
 */
export function haltedItems(matches: readonly Match[]): readonly UnattributedItem[] {
  return matches.flatMap(({ object, resource }) => {
    const found = switches[shortKind(object.kind)];
    if (found === undefined || object.remark !== found.remark || resource.inputs[found.field] === object.remark)
      return [];
    const { vendor, kind, id } = object;
    const { name, urn } = resource;
    const verdict = riskOf(kind, found.field);
    return [
      { drift: "changed" as const, vendor, kind, id, name, urn, field: found.field, ...verdict, found: found.remark },
    ];
  });
}
