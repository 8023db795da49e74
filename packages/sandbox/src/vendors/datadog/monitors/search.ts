/** A search taken apart: words and `key:value` joined by AND, OR and NOT. */
export type Search =
  | { readonly kind: "any" }
  | { readonly kind: "term"; readonly key: string | undefined; readonly value: string }
  | { readonly kind: "not"; readonly of: Search }
  | { readonly kind: "and" | "or"; readonly of: readonly Search[] };

const piece = /\s*(?:(?<sign>[()])|(?<text>-?(?:[\w@.-]+:)?(?:"[^"]*"|(?=\()|[^\s()"]+)))/gy;

/**
 * Reads a search of monitors: `tag:("service:web" AND "env:prod") status:alert -type:composite words`. Source: Datadog docs, "Search
 * monitors", "Deployment Gates".
 */
export function parseSearch(text: string): Search {
  const pieces = [...text.matchAll(piece)].map(([each]) => each.trim()).filter((each) => each !== "");
  let next = 0;
  const take = (): string => pieces[next++] ?? "";
  const skip = (word: string): boolean => pieces[next] === word && (next += 1) > 0;

  const either = (key: string | undefined): Search => {
    const parts = [every(key)];
    while (skip("OR")) parts.push(every(key));
    return joined("or", parts);
  };
  const every = (key: string | undefined): Search => {
    const parts: Search[] = [];
    while (next < pieces.length && pieces[next] !== ")" && pieces[next] !== "OR") {
      if (!skip("AND")) parts.push(one(key));
    }
    return joined("and", parts);
  };
  const one = (key: string | undefined): Search => {
    if (skip("NOT")) return { kind: "not", of: one(key) };
    if (skip("(")) return closed(either(key));
    const word = take();
    if (word.startsWith("-") && word.length > 1) return { kind: "not", of: termOf(word.slice(1), key) };
    return termOf(word, key);
  };
  const termOf = (word: string, key: string | undefined): Search => {
    if (word.endsWith(":") && skip("(")) return closed(either(word.slice(0, -1)));
    const [, own, value = ""] = /^(?:([\w@.-]+):)?(.*)$/s.exec(word) ?? [];
    if (key !== undefined) return { kind: "term", key, value: unquoted(word) };
    return value === "*" ? { kind: "any" } : { kind: "term", key: own, value: unquoted(value) };
  };
  const closed = (inner: Search): Search => {
    skip(")");
    return inner;
  };
  return either(undefined);
}

/** Whether a search holds, by how each of its terms holds. */
export function holds(search: Search, test: (key: string | undefined, value: string) => boolean): boolean {
  switch (search.kind) {
    case "any":
      return true;
    case "not":
      return !holds(search.of, test);
    case "and":
      return search.of.every((each) => holds(each, test));
    case "or":
      return search.of.some((each) => holds(each, test));
    case "term":
      return test(search.key, search.value);
  }
}

function joined(kind: "and" | "or", parts: readonly Search[]): Search {
  const [first] = parts;
  if (!first) return { kind: "any" };
  return parts.length === 1 ? first : { kind, of: parts };
}

function unquoted(text: string): string {
  return text.replaceAll(/^"|"$/g, "");
}
