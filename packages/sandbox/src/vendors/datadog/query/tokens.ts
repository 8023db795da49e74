/** A query that cannot be read, or that asks for what is not evaluated here. */
export class QueryError extends Error {}

const pattern =
  /\s*(?:(?<number>\d+(?:\.\d+)?(?:e[+-]?\d+)?)(?![\w.])|(?<scope>\{[^{}]*\})|(?<text>"[^"]*"|'[^']*')|(?<word>[A-Za-z_][\w.]*\w|[A-Za-z_])|(?<sign>>=|<=|==|!=|[-+*/(),:.<>]))/gy;

/** A piece of a query. */
export interface Token {
  readonly kind: "number" | "scope" | "text" | "word" | "sign" | "end";
  readonly text: string;
}

/** Reads a query piece by piece. */
export class Tokens {
  readonly #all: readonly Token[];
  readonly query: string;
  #next = 0;

  /** @throws QueryError for a character that no query has */
  constructor(query: string) {
    this.query = query;
    this.#all = tokensOf(query);
  }

  /** The next piece, or one behind it. */
  peek(ahead = 0): Token {
    return this.#all[this.#next + ahead] ?? { kind: "end", text: "" };
  }

  /** Takes the next piece. */
  take(): Token {
    const token = this.peek();
    this.#next += 1;
    return token;
  }

  /** Takes the next piece where it is this text. */
  skip(text: string): boolean {
    const fits = this.peek().text === text && this.peek().kind !== "end";
    if (fits) this.#next += 1;
    return fits;
  }

  /** Takes the next piece, which must be this text. @throws QueryError */
  expect(text: string): void {
    if (!this.skip(text)) throw this.unexpected();
  }

  /** Takes the next piece, which must be of this kind. @throws QueryError */
  need(kind: Token["kind"]): string {
    if (this.peek().kind !== kind) throw this.unexpected();
    return this.take().text;
  }

  /** Takes a number with its sign. @throws QueryError */
  number(): number {
    const negative = this.skip("-");
    return Number(this.need("number")) * (negative ? -1 : 1);
  }

  /** The error for a piece that cannot stand where it stands. */
  unexpected(): QueryError {
    const { text, kind } = this.peek();
    return new QueryError(`unable to parse ${this.query}: unexpected ${kind === "end" ? "end" : `"${text}"`}`);
  }
}

function tokensOf(query: string): readonly Token[] {
  const found = [...query.matchAll(pattern)];
  const length = found.reduce((sum, [text]) => sum + text.length, 0);
  const rest = query.slice(length).trim();
  if (rest !== "") throw new QueryError(`unable to parse ${query}: unexpected "${rest.slice(0, 20)}"`);
  return found.map(({ groups = {} }) => {
    const [kind, text] = Object.entries(groups).find(([, each]) => (each as string | undefined) !== undefined) ?? [];
    return { kind: (kind ?? "end") as Token["kind"], text: text ?? "" };
  });
}
