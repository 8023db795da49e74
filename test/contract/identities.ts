import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import { identities } from "../../packages/cli/src/vendors/identity/identities.ts";
import { partsOf } from "../../packages/cli/src/vendors/identity/text.ts";

/** Addresses are masked in a plan; there the name tells people and their ways to be reached apart. */
const unmasked: Readonly<Record<string, string>> = { "#email": "name", "#address": "label" };

/** Inputs that name an object at its vendor; undefined where the type has no row. */
export function namingInputs(type: string): readonly string[] | undefined {
  const row = identities[type];
  if (row === undefined) return undefined;
  if ("settingOf" in row) return row.settingOf;
  const parts = "parts" in row ? row.parts : row.selfFinished;
  return parts.map((part) => unmasked[part] ?? part);
}

/** Text that names the vendor's object; undefined where an input that it needs is not given, or the type has no row. */
export function identityOf({ type, inputs }: CapturedResource): string | undefined {
  const naming = namingInputs(type);
  const texts = naming && partsOf({ type, id: "", inputs, outputs: {} }, naming);
  return texts && JSON.stringify([type, ...texts]);
}
