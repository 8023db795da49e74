import { DemoError, type Launchgate } from "./child.ts";
import type { Narrator } from "./narrator.ts";
import { deployFirst, type Deployed } from "./serving.ts";
import type { Vendors } from "./vendors.ts";

type Counts = Readonly<Record<string, number>>;

/** What the acts work with. */
export interface Stage {
  readonly launchgate: Launchgate;
  readonly vendors: Vendors;
  readonly narrator: Narrator;
}

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
export async function openCalendar({ launchgate, vendors, narrator }: Stage): Promise<string | null> {
  const verdict = await launchgate.json<{ open: boolean; reason: string; opensAt: string | null }>(
    ["freeze", "check", "--stack", "prod"],
    { allowed: [0, 4] },
  );
  if (verdict.open) return null;
  if (verdict.opensAt === null) throw new DemoError("The freeze calendar never opens for production.", 4);
  await vendors.control.moveClock({ set: verdict.opensAt });
  narrator.step(
    `Production is closed now (${verdict.reason}): the sandbox's clock is set to ${verdict.opensAt}`,
    "dim",
  );
  return verdict.opensAt;
}

/**
 * Brings a stack up, has the first release of its applications built where it is a stage, and shows that nothing is left to do. The
 * builds go on meanwhile: monitors and synthetic tests look at a stage from its first minute.
 */
export async function bringUp(
  { launchgate, vendors, narrator }: Stage,
  stack: string,
): Promise<{ readonly result: StackResult; readonly deployed: readonly Deployed[] }> {
  const started = narrator.seconds;
  narrator.step(`${stack}: up`);
  const up = await launchgate.json<{ changes: Counts }>(["up", "--stack", stack, "--target", "sandbox"]);
  const { create: created = 0 } = up.changes;
  narrator.step(`${stack}: ${String(created)} resources created; previewing again`);
  const deployed = stack === "shared" ? [] : await deployTo(vendors, stack);
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
  const seconds = Math.round((narrator.seconds - started) * 10) / 10;
  return { result: { stack, created, unchanged, secondPreview: 0, seconds }, deployed };
}

/** A throw-away stack that was made. */
export interface Drill {
  readonly stack: string;
  readonly created: number;
  readonly deployed: readonly Deployed[];
}

/** Makes a throw-away stack after staging, with the first release of its applications. (D1) */
export async function makeDrill({ launchgate, vendors, narrator }: Stage): Promise<Drill> {
  const stack = "drill-demo";
  narrator.step(`${stack}: a throw-away stack after staging`);
  const made = await launchgate.json<{ changes: Counts; expiresAt: string }>([
    ...["stack", "create", "--from", "staging", "--name", stack],
    ...["--ttl", "8h", "--target", "sandbox"],
  ]);
  const { create: created = 0 } = made.changes;
  const deployed = await deployTo(vendors, stack);
  narrator.step(`${stack}: ${String(created)} resources created, expires at ${made.expiresAt}`, "green");
  return { stack, created, deployed };
}

/** Removes the throw-away stack: the vendors' own lists show nothing of it afterwards. (D1, D2) */
export async function removeDrill({ launchgate, narrator }: Stage, { stack, created }: Drill): Promise<DrillResult> {
  narrator.step(`${stack}: removing it`);
  const gone = await launchgate.json<{ before: Counts; after: Counts }>(["stack", "destroy", "--name", stack]);
  const { before, after } = gone;
  const total = (counts: Counts): number => Object.values(counts).reduce((sum, count) => sum + count, 0);
  if (total(before) === 0 || total(after) > 0) throw new DemoError(`${stack} is not gone: ${JSON.stringify(gone)}`, 1);
  narrator.step(`${stack}: gone; the vendors listed ${String(total(before))} objects of it before, none now`, "green");
  return { stack, created, before, after };
}

/** Where no database can run, nothing is deployed: writes would be refused, and everybody paged. */
async function deployTo(vendors: Vendors, stage: string): Promise<readonly Deployed[]> {
  return vendors.noDatabases === null ? deployFirst(vendors, stage) : [];
}
