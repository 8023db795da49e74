import { diffLines, structuredPatch } from "diff";
import { diff3Merge } from "node-diff3";
import type { World } from "../../../world/world.ts";
import { blobOf, putBlob, type Files, type Repository } from "./objects.ts";

/** One file that differs between two trees. */
export interface FileChange {
  readonly filename: string;
  readonly status: "added" | "removed" | "modified" | "renamed";
  readonly previous?: string;
  /** Id of the content: the new one, of a removed file the old one. */
  readonly sha: string;
  readonly additions: number;
  readonly deletions: number;
  /** Hunks as `git diff` writes them; undefined for a file that is no text. */
  readonly patch?: string;
}

/** Files that differ, by path. A file with the same content at a new path is renamed. */
export function changesBetween(world: World, repo: Repository, before: Files, after: Files): FileChange[] {
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])].toSorted();
  const changed = paths.filter((path) => before[path]?.sha !== after[path]?.sha);
  const gone = new Map(changed.filter((path) => !after[path]).map((path) => [before[path]?.sha ?? "", path]));
  const renames = new Map<string, string>();
  for (const path of changed) {
    const from = before[path] ? undefined : gone.get(after[path]?.sha ?? "");
    if (from !== undefined && ![...renames.values()].includes(from)) renames.set(path, from);
  }
  const moved = new Set(renames.values());
  return changed
    .filter((path) => !moved.has(path))
    .map((path) => {
      const previous = renames.get(path);
      const sha = after[path]?.sha ?? before[path]?.sha ?? "";
      if (previous !== undefined)
        return { filename: path, status: "renamed", previous, sha, additions: 0, deletions: 0 };
      const status = !before[path] ? "added" : !after[path] ? "removed" : "modified";
      return { filename: path, status, sha, ...linesOf(world, repo, before[path]?.sha, after[path]?.sha) };
    });
}

/** Two heads brought together over what they had in common: the files, or the paths that contradict each other. */
export type Merge =
  { readonly kind: "merged"; readonly files: Files } | { readonly kind: "conflict"; readonly paths: readonly string[] };

/** Merges file by file, and within a file hunk by hunk. */
export function mergeFiles(world: World, repo: Repository, base: Files, ours: Files, theirs: Files): Merge {
  const files: Record<string, Files[string]> = { ...ours };
  const conflicts: string[] = [];
  const gone = new Set<string>();
  for (const path of new Set([...Object.keys(base), ...Object.keys(theirs)])) {
    const [old, mine, other] = [base[path], ours[path], theirs[path]];
    if (old?.sha === other?.sha || mine?.sha === other?.sha) continue;
    if (old?.sha === mine?.sha) {
      if (other) files[path] = other;
      else gone.add(path);
      continue;
    }
    const text = old && mine && other ? mergedText(world, repo, old.sha, mine.sha, other.sha) : undefined;
    if (text === undefined || !mine) conflicts.push(path);
    else files[path] = { ...mine, sha: putBlob(world, repo, Buffer.from(text)).sha };
  }
  if (conflicts.length > 0) return { kind: "conflict", paths: conflicts };
  return { kind: "merged", files: Object.fromEntries(Object.entries(files).filter(([path]) => !gone.has(path))) };
}

function mergedText(world: World, repo: Repository, base: string, ours: string, theirs: string): string | undefined {
  const [old, mine, other] = [base, ours, theirs].map((sha) => textOf(world, repo, sha)?.split("\n"));
  if (!old || !mine || !other) return undefined;
  const regions = diff3Merge(mine, old, other);
  const lines = regions.flatMap((region) => region.ok ?? []);
  return regions.some((region) => region.conflict) ? undefined : lines.join("\n");
}

function linesOf(
  world: World,
  repo: Repository,
  before: string | undefined,
  after: string | undefined,
): Pick<FileChange, "additions" | "deletions" | "patch"> {
  const [old, now] = [before, after].map((sha) => (sha === undefined ? "" : textOf(world, repo, sha)));
  if (old === undefined || now === undefined) return { additions: 0, deletions: 0 };
  const parts = diffLines(old, now);
  const sum = (isIn: (part: { added: boolean; removed: boolean }) => boolean): number =>
    parts.filter(isIn).reduce((total, part) => total + part.count, 0);
  const { hunks } = structuredPatch("a", "b", old, now, undefined, undefined, { context: 3 });
  const patch = hunks.map((hunk) => {
    const head = `@@ -${String(hunk.oldStart)},${String(hunk.oldLines)} +${String(hunk.newStart)},${String(hunk.newLines)} @@`;
    return [head, ...hunk.lines].join("\n");
  });
  return { additions: sum((each) => each.added), deletions: sum((each) => each.removed), patch: patch.join("\n") };
}

/** Text of a blob; undefined where it is no text (a zero byte, as Git judges it). */
export function textOf(world: World, repo: Repository, sha: string): string | undefined {
  const bytes = Buffer.from(blobOf(world, repo, sha)?.content ?? "", "base64");
  return bytes.includes(0) ? undefined : bytes.toString("utf8");
}
