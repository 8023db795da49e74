import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** Largest answer of Git that is taken, bytes. */
const largest = 64 * 2 ** 20;

/**
 * Paths that a change touches, as Git tells them between its base and itself, both names of a moved file; undefined where Git cannot tell,
 * as when a commit was not fetched. Nothing of the change is run. (P7)
 */
export async function changedFiles(root: string, base: string, head: string): Promise<readonly string[] | undefined> {
  const told = await git(root, [
    "diff",
    "--name-only",
    "--no-renames",
    "--no-ext-diff",
    "-z",
    `${base}...${head}`,
    "--",
  ]);
  return told === undefined ? undefined : pathList(told);
}

/** Paths of a list, one a line or with NUL between them; names that Git has quoted are unquoted. */
export function pathList(text: string): readonly string[] {
  const parts = text.includes("\0") ? text.split("\0") : text.split(/\r?\n/).map(unquoted);
  return parts.filter((each) => each !== "");
}

/** Texts of the TypeScript files below stacks/ at a commit, by path: data, never run. Empty where Git cannot tell. */
export async function stackSources(root: string, commit: string): Promise<ReadonlyMap<string, string>> {
  const told = await git(root, ["ls-tree", "-r", "--name-only", "-z", commit, "--", "stacks/"]);
  const files = pathList(told ?? "").filter((file) => file.endsWith(".ts"));
  const texts = await Promise.all(
    files
      .slice(0, 200)
      .map(async (file) => [file, await git(root, ["show", "--no-textconv", `${commit}:./${file}`])] as const),
  );
  return new Map(texts.filter((each): each is readonly [string, string] => each[1] !== undefined));
}

async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run("git", ["-C", root, ...args], { maxBuffer: largest, encoding: "utf8" });
    return stdout;
  } catch {
    return undefined;
  }
}

/** Git writes unusual names as C texts: `"policy/\303\244.ts"`. */
function unquoted(line: string): string {
  if (!line.startsWith('"') || !line.endsWith('"')) return line;
  const bytes: number[] = [];
  const inner = line.slice(1, -1);
  const signs: Readonly<Record<string, number>> = { n: 10, t: 9, r: 13, a: 7, b: 8, v: 11, f: 12, '"': 34, "\\": 92 };
  for (const [whole, octal, sign] of inner.matchAll(/\\([0-7]{3})|\\([ntrabvf"\\])|[^\\]/gu)) {
    if (octal !== undefined) bytes.push(Number.parseInt(octal, 8));
    else if (sign !== undefined) bytes.push(signs[sign] ?? 63);
    else bytes.push(...Buffer.from(whole, "utf8"));
  }
  return Buffer.from(bytes).toString("utf8");
}
