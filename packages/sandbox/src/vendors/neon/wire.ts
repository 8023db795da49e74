import type { Data, Entity } from "../../world/entity.ts";
import { alphabets } from "../../world/ids.ts";
import type { Seed } from "../../seed.ts";
import type { World } from "../../world/world.ts";

const adjectives = [
  "calm",
  "cool",
  "damp",
  "fancy",
  "late",
  "little",
  "odd",
  "old",
  "purple",
  "quiet",
  "shy",
  "twilight",
];
const nouns = ["art", "boat", "cloud", "dew", "field", "forest", "hill", "mud", "paper", "rain", "sea", "wind", "wood"];

/** A new id as Neon makes them: two words and eight letters or digits, behind a prefix such as `br-`. */
export function newId(world: World, kind: string, prefix = ""): string {
  const number = world.ids.number(`neon.${kind}.words`);
  const [adjective, noun] = [adjectives[(number * 5) % adjectives.length], nouns[(number * 7) % nouns.length]];
  return `${prefix}${String(adjective)}-${String(noun)}-${world.ids.text(`neon.${kind}`, alphabets.lower, 8)}`;
}

/** A moment as Neon writes it: RFC 3339 UTC, whole seconds. */
export function iso(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d{3}Z$/, "Z");
}

/** When a thing was made and changed. */
export function times({ created, updated }: Entity): { readonly created_at: string; readonly updated_at: string } {
  return { created_at: iso(created), updated_at: iso(updated) };
}

/** Id of the only organisation. */
export function organizationId({ organization }: Seed): string {
  return `org-${organization}`;
}

/** A view without the members that are there with nothing. */
export function compact(view: Data): Data {
  return Object.fromEntries(Object.entries(view).filter(([, value]) => value !== null && value !== undefined));
}
