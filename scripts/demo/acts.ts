import { DemoError, type Launchgate } from "./child.ts";
import type { Narrator } from "./narrator.ts";

type Counts = Readonly<Record<string, number>>;

/** What happened to one stack. */
export interface StackResult {
  readonly stack: string;
  readonly created: number;
  readonly unchanged: number;
  /** Steps of the second preview: none. */
  readonly secondPreview: number;
  readonly seconds: number;
}

/** What happened to the drill stack. */
export interface DrillResult {
  readonly stack: string;
  readonly created: number;
  /** Objects of the stage at each vendor before and after its removal. */
  readonly before: Counts;
  readonly after: Counts;
}

/**
 * Production, and with it the shared stack, may be closed today. The calendar of sandbox stacks is judged by the sandbox's clock: it is
 * set to the next moment at which production opens. Nothing is overridden. (L1)
 */
export async function openCalendar(launchgate: Launchgate, narrator: Narrator): Promise<string | null> {
  const verdict = await launchgate.json<{ open: boolean; reason: string; opensAt: string | null }>(
    ["freeze", "check", "--stack", "prod"],
    { allowed: [0, 4] },
  );
  if (verdict.open) return null;
  if (verdict.opensAt === null) throw new DemoError("The freeze calendar never opens for production.", 4);
  await launchgate.json(["sandbox", "clock", "--set", verdict.opensAt]);
  narrator.step(
    `Production is closed now (${verdict.reason}): the sandbox's clock is set to ${verdict.opensAt}`,
    "dim",
  );
  return verdict.opensAt;
}

/** Brings a stack up and shows that nothing is left to do. */
export async function bringUp(launchgate: Launchgate, narrator: Narrator, stack: string): Promise<StackResult> {
  const started = narrator.seconds;
  narrator.step(`${stack}: up`);
  const up = await launchgate.json<{ changes: Counts }>(["up", "--stack", stack, "--target", "sandbox"]);
  const { create: created = 0 } = up.changes;
  narrator.step(`${stack}: ${String(created)} resources created; previewing again`);
  const preview = await launchgate.json<{ steps: readonly { urn: string; op: string }[]; changes: Counts }>([
    ...["preview", "--stack", stack],
  ]);
  const { steps } = preview;
  if (steps.length > 0) {
    const named = steps.slice(0, 5).map(({ urn, op }) => `  ${op} ${urn.split("::").at(-1) ?? urn}`);
    throw new DemoError(`The second preview of ${stack} is not empty:\n${named.join("\n")}`, 1);
  }
  const unchanged = preview.changes["same"] ?? 0;
  narrator.step(`${stack}: the second preview is empty, ${String(unchanged)} resources unchanged`, "green");
  return { stack, created, unchanged, secondPreview: 0, seconds: Math.round((narrator.seconds - started) * 10) / 10 };
}

/** Makes a throw-away stack after staging, and removes it: the vendors' own lists show nothing of it afterwards. (D1, D2) */
export async function drill(launchgate: Launchgate, narrator: Narrator): Promise<DrillResult> {
  const stack = "drill-demo";
  narrator.step(`${stack}: a throw-away stack after staging`);
  const made = await launchgate.json<{ changes: Counts; expiresAt: string }>([
    ...["stack", "create", "--from", "staging", "--name", stack],
    ...["--ttl", "2h", "--target", "sandbox"],
  ]);
  const { create: created = 0 } = made.changes;
  narrator.step(`${stack}: ${String(created)} resources created, expires at ${made.expiresAt}; removing it`);
  const gone = await launchgate.json<{ before: Counts; after: Counts }>(["stack", "destroy", "--name", stack]);
  const { before, after } = gone;
  const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total(before) === 0 || total(after) > 0) throw new DemoError(`${stack} is not gone: ${JSON.stringify(gone)}`, 1);
  narrator.step(`${stack}: gone; the vendors listed ${String(total(before))} objects of it before, none now`, "green");
  return { stack, created, before, after };
}
