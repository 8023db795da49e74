/** Stryker plugin: leaves the data of a rule unmutated, so that mutants are about what rules decide. */

/** Properties of a rule that are data. The catalogue's tests and snapshot pin them, and RULES.md is generated from them. */
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
]);

const makers: ReadonlySet<string> = new Set(["defineRule", "definePlanRule", "defineServiceRule"]);

/** What this plugin reads of a syntax tree's path (Babel's `NodePath`). */
interface SyntaxPath {
  readonly node: {
    readonly type: string;
    readonly key?: { readonly name?: string };
    readonly callee?: { readonly name?: string };
  };
  readonly parentPath: SyntaxPath | null;
}

/** Why a place is not mutated; undefined where it is. */
function whyKept({ node, parentPath }: SyntaxPath): string | undefined {
  if (node.type !== "ObjectProperty" || !dataOfRule.has(node.key?.name ?? "")) return undefined;
  const call = parentPath?.parentPath?.node;
  return call?.type === "CallExpression" && makers.has(call.callee?.name ?? "") ? "data of a rule" : undefined;
}

/** The plugin as Stryker loads it. */
export const strykerPlugins = [{ kind: "Ignore", name: "rule-data", value: { shouldIgnore: whyKept } }];
