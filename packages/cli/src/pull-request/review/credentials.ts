import type { Finding } from "@launchgate/core";
import type { DocumentResource } from "../document/document.ts";
import { hiddenPlaces } from "../hidden.ts";
import type { Masker } from "../mask.ts";

/** Rule of the review itself, beside those of the packs: they see what is planned, which a masked plan does not tell. */
export const credentialRule = "review-input-forbid-credentials";

/**
 * Credentials that a plan holds in the open: they would stand at the vendor or in the state for whoever may read there. What the change's own
 * tools hid before they wrote the plan, and what they left and `masker` would hide. Always binding, and no waiver excuses it: a value that
 * only looks like one is handed over as a secret just as well. (P7, S2)
 */
export function credentialFindings(resources: readonly DocumentResource[], masker: Masker): readonly Finding[] {
  return resources.flatMap((each) => placesIn(each, masker).map((place) => found(each, place)));
}

/** Those that the tools hid which wrote the plan: enough for a plan of the base, whose tools are known. */
export function hiddenFindings(resources: readonly DocumentResource[]): readonly Finding[] {
  return resources.flatMap((each) => each.hidden.map((place) => found(each, quoted(place))));
}

function placesIn({ name, inputs, hidden }: DocumentResource, masker: Masker): readonly string[] {
  const left = hiddenPlaces(inputs, masker.deep(inputs)).map(quoted);
  const own = masker.shapes(name) === name ? [] : ["its name"];
  return [...new Set([...own, ...hidden.map(quoted), ...left])];
}

function quoted(place: string): string {
  return `input "${place}"`;
}

function found({ urn, name }: DocumentResource, place: string): Finding {
  return {
    kind: "violation",
    rule: credentialRule,
    resource: name,
    urn,
    severity: "critical",
    message: `${place} holds what looks like a credential, in the open`,
    fix: "Take it out of the code and rotate it; hand over what the vendor needs as a secret (`pulumi config set --secret`). No waiver excuses this.",
    weakenedBy: [],
  };
}
