/** `npm run demo`: everything with the real engine, twice in a row, and once stopped in the middle. (issue 6, done when 1) */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import { inRepository, repositoryRoot } from "../helpers/repository.ts";
import { engineAbsent } from "./helpers/engine-world.ts";

interface Demo {
  readonly ok: boolean;
  readonly stacks: readonly { readonly stack: string; readonly created: number; readonly unchanged: number }[];
  readonly drill: { readonly created: number; readonly before: Counts; readonly after: Counts };
  readonly unrouted: number;
  readonly error: string;
}
type Counts = Readonly<Record<string, number>>;

const absent = engineAbsent() ?? onlyInFull();
const minutes = 60_000;

/** Some minutes each: with LAUNCHGATE_FULL=1, as CI runs it. */
function onlyInFull(): string | undefined {
  if (process.env["LAUNCHGATE_FULL"] === "1") return undefined;
  const reason = "the demonstration takes minutes; `npm run test:full` runs it";
  console.warn(`skipped: ${reason}`);
  return reason;
}

function start(): { stop: (signal: "SIGINT") => void; says: (text: string) => Promise<void>; ended: Promise<Ended> } {
  const env = { ...process.env, PULUMI_CONFIG_PASSPHRASE: "of-the-user", PULUMI_BACKEND_URL: "s3://of-the-user" };
  const child = spawn(process.execPath, ["scripts/demo.ts"], {
    cwd: repositoryRoot,
    env,
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const ended = new Promise<Ended>((resolve) => child.once("close", (exitCode) => resolve({ exitCode, said })));
  const says = async (text: string): Promise<void> => {
    await expect.poll(() => said, { timeout: 3 * minutes }).toContain(text);
  };
  return { stop: (signal) => void child.kill(signal), says, ended };
}

interface Ended {
  readonly exitCode: number | null;
  readonly said: string;
}

function run(...args: readonly string[]): Promise<{ exitCode: number | null; data: Demo }> {
  const child = spawn(process.execPath, ["scripts/demo.ts", "--json", ...args], {
    cwd: repositoryRoot,
    stdio: ["ignore", "pipe", "ignore"],
  });
  let out = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
  return new Promise((resolve) => {
    child.once("close", (exitCode) => resolve({ exitCode, data: JSON.parse(out) as Demo }));
  });
}

/** The sandbox of the demonstration does not run, and its ports are free. */
function isStopped(): boolean {
  return !existsSync(inRepository(".launchgate/demo/.launchgate/sandbox/connection.json"));
}

test(
  "brings everything up twice in a row, after a run that was stopped in the middle",
  { timeout: 30 * minutes },
  async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const stopped = start();
    await stopped.says("shared: up");
    stopped.stop("SIGINT");
    const { exitCode, said } = await stopped.ended;
    expect(exitCode, said).toBe(3);
    expect(said).not.toContain("of-the-user");
    expect(isStopped()).toBe(true);

    for (const round of [1, 2]) {
      const { exitCode: code, data } = await run();
      expect(data.error, `round ${String(round)}`).toBeUndefined();
      expect(code).toBe(0);
      expect(data.stacks.map(({ stack }) => stack)).toEqual(["shared", "dev", "staging", "prod"]);
      for (const { created, unchanged } of data.stacks) expect(unchanged).toBe(created);
      expect(Math.min(...data.stacks.map(({ created }) => created))).toBeGreaterThan(150);
      const { before, after } = data.drill;
      for (const [vendor, count] of Object.entries(after)) {
        expect(before[vendor], vendor).toBeGreaterThan(0);
        expect(count, vendor).toBe(0);
      }
      expect(data.unrouted).toBe(0);
      expect(isStopped()).toBe(true);
    }
  },
);
