import { copyFile, chmod, mkdir, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import type { EngineStack, StackState, TargetId } from "./engine-port.ts";

/**
 * How many kept states of a stack stay: the newest 20, about a month of a stack that changes on working days. Older ones are
 * removed after a new one was written. (L4)
 */
export const keptStates = 20;

/** A state that was kept before an operation. */
export interface KeptState {
  /** Absolute path; mode 0600: it holds encrypted secrets and names of everything. */
  readonly file: string;
  /** When it was kept, ISO 8601. */
  readonly at: string;
  /** Bytes. */
  readonly size: number;
  /** A copy of a state that could not be read. */
  readonly damaged: boolean;
}

/** Folder of a stack's kept states. */
export function keptFolder(root: string, stack: string): string {
  return path.join(root, ".launchgate", "kept-state", stack);
}

/** A state with a note of where it comes from. The engine reads past the note. */
export interface MarkedState extends StackState {
  readonly launchgate: { readonly stack: string; readonly target: TargetId };
}

/** The present state with its note: as kept, and as `state export` prints it. */
export async function markedState(stack: EngineStack, target: TargetId): Promise<MarkedState> {
  return { ...(await stack.exportState()), launchgate: { stack: stack.name, target } };
}

/** Exports the state and keeps it; the oldest go. */
export async function keepState(
  root: string,
  stack: EngineStack,
  target: TargetId,
  now: Date,
): Promise<{ file: string; state: StackState }> {
  const state = await markedState(stack, target);
  const file = await freshFile(root, stack.name, now, "json");
  await writeFile(file, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: "wx" });
  await prune(root, stack.name);
  return { file, state };
}

/** Keeps a state that cannot be read, byte by byte, before something is put in its place. */
export async function keepDamaged(root: string, stack: string, stateFile: string, now: Date): Promise<string> {
  const file = await freshFile(root, stack, now, "damaged.json");
  await copyFile(stateFile, file);
  await chmod(file, 0o600);
  return file;
}

/** Kept states of a stack, newest first. */
export async function listKept(root: string, stack: string): Promise<readonly KeptState[]> {
  const folder = keptFolder(root, stack);
  const names = (await readdir(folder).catch((): string[] => [])).filter((name) => name.endsWith(".json"));
  const kept = names
    .toSorted()
    .toReversed()
    .map(async (name): Promise<KeptState> => {
      const file = path.join(folder, name);
      const { size } = await stat(file);
      return { file, at: momentOf(name), size, damaged: name.endsWith(".damaged.json") };
    });
  return Promise.all(kept);
}

/** `2026-11-21T10-20-30.400Z.json`: sorts by time, and no system forbids it. Two in one millisecond get a number. */
async function freshFile(root: string, stack: string, now: Date, ending: string): Promise<string> {
  const folder = keptFolder(root, stack);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const taken = new Set(await readdir(folder));
  const base = now.toISOString().replaceAll(":", "-");
  const name = (n: number): string => `${base}${n === 0 ? "" : `_${String(n)}`}.${ending}`;
  let number = 0;
  while (taken.has(name(number))) number += 1;
  return path.join(folder, name(number));
}

function momentOf(name: string): string {
  const [date = "", time = ""] = name.replace(/(?:_\d+)?(?:\.damaged)?\.json$/, "").split("T");
  return `${date}T${time.replaceAll("-", ":")}`;
}

async function prune(root: string, stack: string): Promise<void> {
  const kept = await listKept(root, stack);
  await Promise.all(kept.slice(keptStates).map(({ file }) => rm(file, { force: true })));
}
