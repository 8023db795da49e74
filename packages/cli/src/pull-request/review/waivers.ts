import { isDeepStrictEqual } from "node:util";
import { waiverSchema, waiverStanding } from "@launchgate/core";
import type { DocumentResource } from "../document/document.ts";
import type { ReviewWaiver } from "./review.ts";

/** Resource that carries the plan of a stack, its waivers included. */
const planType = "launchgate:release:ReleasePlan";

/** Waivers of a plan as they stand at `now`; those that the base does not have, or has otherwise, are marked. (R8) */
export function waiversOf(
  before: readonly DocumentResource[],
  after: readonly DocumentResource[],
  now: Date,
): readonly ReviewWaiver[] {
  const [was, is] = [waiversIn(before), waiversIn(after)];
  return Object.entries(is)
    .map(([id, raw]): ReviewWaiver => {
      const isNew = !Object.hasOwn(was, id) || !isDeepStrictEqual(was[id], raw);
      const parsed = waiverSchema.safeParse(raw);
      if (!parsed.success) {
        const empty = { rule: "unknown", resource: "unknown", owner: "unknown", reason: "", expires: "never" };
        return { id, ...empty, standing: "refused", isNew };
      }
      const { rule, resource, owner, reason, expires } = parsed.data;
      return { id, rule, resource, owner, reason, expires, standing: waiverStanding(parsed.data, now), isNew };
    })
    .toSorted((a, b) => Number(b.isNew) - Number(a.isNew) || (a.id < b.id ? -1 : 1));
}

function waiversIn(resources: readonly DocumentResource[]): Readonly<Record<string, unknown>> {
  const found = resources.find(({ type }) => type === planType)?.inputs["waivers"];
  return found !== null && typeof found === "object" ? (found as Record<string, unknown>) : {};
}
