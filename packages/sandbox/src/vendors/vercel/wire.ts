import { refuseWith, type Refusal } from "../../http/refusal.ts";
import { alphabets } from "../../world/ids.ts";
import type { World } from "../../world/world.ts";

/** Id as Vercel makes them: `prj_` and 28 letters or digits. */
export function newId(world: World, prefix: string, length = 28): string {
  return `${prefix}_${world.ids.text(`vercel.${prefix}`, alphabets.mixed, length)}`;
}

/** A refusal with a code of its own. Source: vercel.json, the error bodies `{error: {code, message}}`. */
export function refused(
  status: number,
  code: string,
  message: string,
  more: Readonly<Record<string, unknown>> = {},
): Refusal {
  return refuseWith(status, { error: { code, message, ...more } });
}

/** Time of Vercel's newer APIs: ISO 8601. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString();
}
