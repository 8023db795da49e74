/** Stryker plugin: leaves data and prose of rules unmutated, so that mutants are about what rules decide. */

/** Properties of a rule that are data. The catalogues' tests and snapshots pin them, and pages are generated from them. */
const dataOfRule: ReadonlySet<string> = new Set([
  "id",
  "title",
  "cause",
  "why",
  "fix",
  "requirements",
  "severity",
  "levels",
  "types",
  "tags",
  "link",
  "features",
  "scope",
  "codes",
]);

/** Functions of a rule: an object that holds one of them is a rule. */
const decides: ReadonlySet<string> = new Set(["check", "lacks"]);

interface SyntaxNode {
  readonly type: string;
  readonly key?: { readonly name?: string };
  readonly callee?: { readonly name?: string };
  readonly properties?: readonly SyntaxNode[];
  readonly arguments?: readonly SyntaxNode[];
}

/** What this plugin reads of a syntax tree's path (Babel's `NodePath`). */
interface SyntaxPath {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode | null;
}

/** Why a place is not mutated; undefined where it is. */
function whyKept({ node, parent }: SyntaxPath): string | undefined {
  if (isDataOfRule(node, parent)) return "data of a rule";
  return isShown(node, parent) ? "what is shown of a problem, after its code and its place" : undefined;
}

function isDataOfRule({ type, key }: SyntaxNode, parent: SyntaxNode | null): boolean {
  const isRule = parent?.properties?.some((each) => decides.has(each.key?.name ?? "")) === true;
  return isRule && type === "ObjectProperty" && dataOfRule.has(key?.name ?? "");
}

/** `problem(code, path, value, expected, fix)` of core: the tests of the model hold code and place. */
function isShown(node: SyntaxNode, parent: SyntaxNode | null): boolean {
  if (parent?.type !== "CallExpression" || parent.callee?.name !== "problem") return false;
  return (parent.arguments?.indexOf(node) ?? -1) >= 2;
}

/** The plugin as Stryker loads it. */
export const strykerPlugins = [{ kind: "Ignore", name: "rule-data", value: { shouldIgnore: whyKept } }];
