import { isDictionary, type Dictionary } from "./yaml.ts";

/**
 * Lays `overlay` over `base`: maps are merged key by key, everything else replaces what stood there, `null` removes the
 * key. Neither argument is changed. What-if for people, and how tests feed bad models.
 */
export function mergeOverlay(base: Dictionary, overlay: Dictionary): Dictionary {
  const merged = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(overlay)) {
    const present = merged.get(key);
    if (value === null) merged.delete(key);
    else merged.set(key, isDictionary(value) ? mergeOverlay(isDictionary(present) ? present : {}, value) : value);
  }
  // Own properties only, so that a key named __proto__ stays a key and is refused like any other unknown one.
  return fromEntries(merged);
}

function fromEntries(entries: Iterable<[string, unknown]>): Dictionary {
  const result: Dictionary = {};
  for (const [key, value] of entries) {
    Object.defineProperty(result, key, { value, enumerable: true, configurable: true, writable: true });
  }
  return result;
}
