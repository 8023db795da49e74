import type { World } from "../../world/world.ts";
import { alphabets } from "../../world/ids.ts";

/** A new id: `P` and thirteen letters or digits, as today's accounts have them. */
export function newId({ ids }: World, kind: string): string {
  return `P${ids.text(`pagerduty.${kind}`, alphabets.upper, 13)}`;
}

/** What every thing says of itself: type, short name, and its addresses. */
export function reference(
  world: World,
  id: string,
  type: string,
  plural: string,
  summary: string,
): Readonly<Record<string, string>> {
  return {
    id,
    type,
    summary,
    self: `https://api.pagerduty.com/${plural}/${id}`,
    html_url: `https://${world.seed.organization}.pagerduty.com/${plural}/${id}`,
  };
}

/** A moment as PagerDuty writes it: ISO 8601 UTC, whole seconds. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}
