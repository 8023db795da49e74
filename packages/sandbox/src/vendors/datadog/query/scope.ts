import type { Series } from "../metrics/series.ts";
import type { Scope } from "./expression.ts";
import { QueryError } from "./tokens.ts";

const piece = /\s*(?:(?<sign>[(),])|(?<word>!?[^\s(),]+))/gy;

/**
 * Reads what stands between the braces of a query: `*`, `service:web,!status_class:5xx`, `env:prod AND (a:1 OR b IN (1,2))`.
 * Source: Datadog docs, "Advanced filtering".
 *
 * @throws QueryError
 */
export function scopeOf(text: string): Scope {
  const pieces = [...text.matchAll(piece)].map(([each]) => each.trim());
  if (pieces.length === 0) throw new QueryError("unable to parse: a scope is empty, all series are {*}");
  const reader = new Reader(pieces, text);
  const scope = reader.any();
  reader.end();
  return scope;
}

/** Whether a series is within a scope. */
export function isWithin(series: Pick<Series, "tag" | "tags">, scope: Scope): boolean {
  switch (scope.kind) {
    case "all":
      return true;
    case "not":
      return !isWithin(series, scope.of);
    case "and":
      return scope.of.every((each) => isWithin(series, each));
    case "or":
      return scope.of.some((each) => isWithin(series, each));
    case "tag":
      return series.tags.some((tag) => fits(tag, scope.key, scope.pattern));
  }
}

function fits(tag: string, key: string, pattern: string): boolean {
  if (!tag.startsWith(`${key}:`)) return false;
  const value = tag.slice(key.length + 1);
  if (!pattern.includes("*")) return value === pattern;
  const parts = pattern.split("*").map((part) => part.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(value);
}

class Reader {
  readonly #pieces: readonly string[];
  readonly #text: string;
  #next = 0;

  constructor(pieces: readonly string[], text: string) {
    this.#pieces = pieces;
    this.#text = text;
  }

  any(): Scope {
    const parts = [this.#every()];
    while (this.#skip("OR")) parts.push(this.#every());
    return parts.length === 1 ? (parts[0] as Scope) : { kind: "or", of: parts };
  }

  end(): void {
    if (this.#next < this.#pieces.length) throw this.#wrong();
  }

  #every(): Scope {
    const parts = [this.#one()];
    while (this.#skip("AND") || this.#skip(",")) parts.push(this.#one());
    return parts.length === 1 ? (parts[0] as Scope) : { kind: "and", of: parts };
  }

  #one(): Scope {
    if (this.#skip("NOT")) return { kind: "not", of: this.#one() };
    if (this.#skip("(")) {
      const inner = this.any();
      if (!this.#skip(")")) throw this.#wrong();
      return inner;
    }
    const word = this.#pieces[this.#next] ?? "";
    this.#next += 1;
    if (word === "*") return { kind: "all" };
    if (word.startsWith("$")) throw new QueryError(`template variable ${word} has no value outside a dashboard`);
    if (word.startsWith("!")) return { kind: "not", of: this.#tag(word.slice(1)) };
    return this.#tag(word);
  }

  #tag(word: string): Scope {
    const colon = word.indexOf(":");
    if (colon > 0) return { kind: "tag", key: word.slice(0, colon), pattern: word.slice(colon + 1) };
    const isNot = this.#skip("NOT");
    if (!this.#skip("IN") || !this.#skip("(")) throw this.#wrong();
    const values: Scope[] = [];
    do {
      values.push({ kind: "tag", key: word, pattern: this.#pieces[this.#next] ?? "" });
      this.#next += 1;
    } while (this.#skip(","));
    if (!this.#skip(")")) throw this.#wrong();
    return isNot ? { kind: "not", of: { kind: "or", of: values } } : { kind: "or", of: values };
  }

  #skip(word: string): boolean {
    const fits = this.#pieces[this.#next] === word;
    if (fits) this.#next += 1;
    return fits;
  }

  #wrong(): QueryError {
    return new QueryError(`unable to parse scope {${this.#text}}: unexpected "${this.#pieces[this.#next] ?? "end"}"`);
  }
}
