/** Shorter values are not masked: they would match by chance, and no credential is that short. Characters. */
const shortest = 6;

/** Replaces secrets that are known in this process by `[secret]`, wherever text leaves it. (S2) */
export class SecretMask {
  readonly #values = new Set<string>();

  /** Adds a value, and its forms in addresses and in JSON. */
  add(value: string | undefined): void {
    if (value === undefined || value.length < shortest) return;
    for (const form of [value, encodeURIComponent(value), JSON.stringify(value).slice(1, -1)]) this.#values.add(form);
  }

  /** `text` without any of the values. */
  text(text: string): string {
    // Long ones first: a value may be a part of another one.
    const ordered = [...this.#values].sort((a, b) => b.length - a.length);
    return ordered.reduce((masked, value) => masked.replaceAll(value, "[secret]"), text);
  }
}
