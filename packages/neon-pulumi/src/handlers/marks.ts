import type { Mark } from "../creation.ts";

const ownerKey = "pulumi-owner";
const attemptKey = "pulumi-attempt";

/** The annotation that carries a mark. */
export function annotationOf(mark: Mark): Record<string, string> {
  return { [ownerKey]: mark.owner, [attemptKey]: mark.attempt };
}

/** The mark of an annotation; undefined where there is none. */
export function markOf(annotation: { readonly value: Record<string, string> } | undefined): Mark | undefined {
  const [owner, attempt] = [annotation?.value[ownerKey], annotation?.value[attemptKey]];
  return owner === undefined || attempt === undefined ? undefined : { owner, attempt };
}
