import { data, Evaluator, Lexer, Parser } from "@actions/expressions";

type Value = ReturnType<Evaluator["evaluate"]>;

/** Contexts that expressions may name, as plain values: `github`, `env`, `steps`, ... */
export type Contexts = Readonly<Record<string, unknown>>;

/** How the steps before went: what `success()` and its like answer. */
export type Standing = "success" | "failure";

const pattern = /\$\{\{([\s\S]*?)\}\}/g;

/** A text with its expressions filled in, by GitHub's own parser and evaluator. */
export function filled(text: string, contexts: Contexts, standing: Standing): string {
  return text.replaceAll(pattern, (_whole, inner: string) => evaluated(inner, contexts, standing).coerceString());
}

/** Whether an `if:` holds. One that does not ask how the steps before went holds only where all succeeded, as at GitHub. */
export function holds(condition: string | undefined, contexts: Contexts, standing: Standing): boolean {
  const text = (condition ?? "success()").replace(/^\s*\$\{\{([\s\S]*)\}\}\s*$/, "$1");
  const asks = /\b(?:success|failure|always|cancelled)\s*\(/.test(text);
  if (!asks && standing === "failure") return false;
  return isTrue(evaluated(text, contexts, standing));
}

function evaluated(text: string, contexts: Contexts, standing: Standing): Value {
  requireKnown(text, contexts);
  const answers = { success: standing === "success", failure: standing === "failure", always: true, cancelled: false };
  const functions = Object.entries(answers).map(([name, answer]) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(answer),
  }));
  const tree = new Parser(new Lexer(text).lex().tokens, Object.keys(contexts), functions).parse();
  const known = new Map(functions.map((each) => [each.name, each]));
  return new Evaluator(tree, toData(contexts) as InstanceType<typeof data.Dictionary>, known).evaluate();
}

/** GitHub fills in nothing for what is not there; here a setting that nobody gave is an error, so that no step runs without it unseen. */
function requireKnown(text: string, contexts: Contexts): void {
  for (const [, context = "", name = ""] of text.matchAll(/\b(secrets|vars|github|inputs)\.([A-Za-z_][\w-]*)/g)) {
    const known: object = contexts[context] ?? {};
    if (!(name in known)) throw new Error(`nobody says what ${context}.${name} is: ${text}`);
  }
}

function isTrue(value: Value): boolean {
  const text = value.coerceString();
  return value.kind === stringKind ? text !== "" : text !== "false" && text !== "" && text !== "0";
}

const stringKind = new data.StringData("").kind;

function toData(value: unknown): Value {
  if (value === null || value === undefined) return new data.Null();
  if (typeof value === "string") return new data.StringData(value);
  if (typeof value === "number") return new data.NumberData(value);
  if (typeof value === "boolean") return new data.BooleanData(value);
  if (Array.isArray(value)) return new data.Array(...value.map(toData));
  return new data.Dictionary(...Object.entries(value).map(([key, each]) => ({ key, value: toData(each) })));
}
