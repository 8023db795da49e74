import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { isRequirementId, type RequirementId } from "@launchgate/core";

/** A place that says it serves a requirement. */
export interface ServingPlace {
  /** File relative to the project's root. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
  /** The line's text, trimmed. */
  readonly text: string;
  readonly kind: PlaceKind;
}

/**
 * What a place does for a requirement. `model` and `schema` declare: they say what is wanted. `test` proves. All others enforce: they
 * make it so or refuse.
 */
export type PlaceKind =
  "model" | "schema" | "component" | "program" | "rule" | "command" | "core" | "provider" | "test";

/** Whether places of a kind only say what is wanted. */
export function isDeclaration(kind: PlaceKind): boolean {
  return kind === "model" || kind === "schema";
}

/** Files that speak of requirements as such and serve none by that. */
const ownFiles: ReadonlySet<string> = new Set([
  "packages/core/src/requirements.ts",
  "packages/cli/src/requirements-index.ts",
  "packages/cli/src/actions/requirements.ts",
  "test/unit/cli/requirements-index.test.ts",
]);

const folders: readonly (readonly [string, ServingPlace["kind"]])[] = [
  ["stacks", "model"],
  ["components", "component"],
  ["infra", "program"],
  ["policy", "rule"],
  ["packages/core/src/rules", "rule"],
  ["packages/core/src/schema", "schema"],
  ["packages/core/src", "core"],
  ["packages/cli/src", "command"],
  ["packages/neon-pulumi/src", "provider"],
  ["test", "test"],
  ["packages/neon-pulumi/test", "test"],
];

/**
 * Finds every place under `root` that quotes a requirement id: `(P1, B7)` at the end of a sentence, or a `requirements`
 * list. Read from the sources themselves, so that the answer cannot grow stale.
 */
export async function indexRequirements(root: string): Promise<Map<RequirementId, ServingPlace[]>> {
  const seen = new Set<string>();
  const places = new Map<RequirementId, ServingPlace[]>();
  for (const [folder, kind] of folders) {
    for (const file of await sources(path.join(root, folder))) {
      if (seen.has(file) || ownFiles.has(path.relative(root, file))) continue;
      seen.add(file);
      const lines = (await readFile(file, "utf8")).split("\n");
      lines.forEach((text, index) => {
        const place = { file: path.relative(root, file), line: index + 1, text: text.trim(), kind };
        for (const id of kind === "test" ? testedIds(text) : quotedIds(text))
          places.set(id, [...(places.get(id) ?? []), place]);
      });
    }
  }
  return places;
}

/** Ids quoted in one line: in brackets that hold nothing but ids, or in a list named `requirements`. */
export function quotedIds(line: string): RequirementId[] {
  const groups = [...line.matchAll(/\(([^()]*)\)/g)].map(([, inside = ""]) => spelledOut(inside).split(/,\s*/));
  const lists = [...line.matchAll(/requirements: \[([^\]]*)\]/g)].map(([, inside = ""]) =>
    inside.replaceAll('"', "").split(/,\s*/),
  );
  // `(P3, T1: explained)` quotes ids too: what follows the last id of a group is prose.
  const ids = [...groups, ...lists].flatMap((parts) => {
    const words = parts.map((part) => part.trim().replace(/[:;.].*$/, ""));
    return words.some((word) => isRequirementId(word)) ? words.filter(isRequirementId) : [];
  });
  return [...new Set(ids)];
}

/** Ids of a line of a test: {@link quotedIds}, and those at the end of a test's name as in `"release types, L1 and R1"`. */
export function testedIds(line: string): RequirementId[] {
  const [, ends = ""] = /, ((?:[A-Z]\d+(?:, | and )?)+)["'`]/.exec(line) ?? [];
  return [...new Set([...quotedIds(line), ...ends.split(/, | and /).filter(isRequirementId)])];
}

/** `L1 to L3` as `L1, L2, L3`. */
function spelledOut(text: string): string {
  return text.replace(/\b([A-Z])(\d+) to \1(\d+)\b/g, (_, letter: string, first: string, last: string) => {
    const count = Math.max(0, Number(last) - Number(first)) + 1;
    return Array.from({ length: count }, (_unused, index) => `${letter}${String(Number(first) + index)}`).join(", ");
  });
}

async function sources(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith(".ts") && !entry.parentPath.includes("node_modules"))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
}
