/** `npm run demo`: everything with the real engine, after a run that was stopped, and begun once more behind it. (issues 6 and 7, done when) */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { expect, test } from "vitest";
import type { StackResult, DrillResult } from "../../scripts/demo/acts.ts";
import type { EndingResult } from "../../scripts/demo/ending.ts";
import { inRepository, repositoryRoot } from "../helpers/repository.ts";
import { engineAbsent } from "./helpers/engine-world.ts";

interface Demo {
  readonly ok: boolean;
  readonly stacks: readonly StackResult[];
  readonly ending: EndingResult | null;
  readonly leftOut: string | null;
  readonly drill: DrillResult;
  readonly unrouted: number;
  readonly error: string;
}

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
    await expect.poll(() => said, { timeout: 5 * minutes }).toContain(text);
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

async function stopInTheMiddle(): Promise<void> {
  const stopped = start();
  await stopped.says("shared: up");
  stopped.stop("SIGINT");
  const { exitCode, said } = await stopped.ended;
  expect(exitCode, said).toBe(3);
  expect(said).not.toContain("of-the-user");
  expect(isStopped()).toBe(true);
}

/** Every stack is up and has nothing left to do; the throw-away one is gone. */
function expectStacks({ stacks, drill, unrouted }: Demo): void {
  expect(stacks.map(({ stack }) => stack)).toEqual(["shared", "dev", "staging", "prod"]);
  for (const { created, unchanged } of stacks) expect(unchanged).toBe(created);
  expect(Math.min(...stacks.map(({ created }) => created))).toBeGreaterThan(150);
  for (const [vendor, count] of Object.entries(drill.after)) {
    expect(drill.before[vendor], vendor).toBeGreaterThan(0);
    expect(count, vendor).toBe(0);
  }
  expect(unrouted).toBe(0);
}

/** Four stages serve, a good release goes through the ramp and a bad one comes to its first share. (T1) */
function expectTraffic({ served, ramp, alarm, harm, rollback }: EndingResult): void {
  const stages = ["dev", "staging", "prod", "drill-demo"];
  const places = stages.flatMap((stage) => ["bridge-api", "web"].map((service) => `${service} ${stage}`));
  expect(served.map(({ stage, service }) => `${service} ${stage}`)).toEqual(places);
  for (const { requests, good, acknowledged, stored } of served) {
    expect([good, stored]).toEqual([requests, acknowledged]);
    expect(acknowledged).toBeGreaterThan(0);
  }
  expect(ramp.shares.map(({ percent, failed }) => [percent, failed])).toEqual(
    [0, 10, 50, 100].map((each) => [each, 0]),
  );
  const [none, ten, fifty, all] = ramp.shares.map(({ canary, requests }) => canary / requests);
  expect([none, all, ramp.state]).toEqual([0, 1, "COMPLETE"]);
  expect(ten).toBeGreaterThan(0);
  expect(fifty).toBeGreaterThan(ten ?? 1);
  expect(alarm.percent).toBe(10);
  expect(harm.failed).toBeGreaterThan(0);
  expect(harm.failed).toBeLessThan(harm.requests / 10);
  expect(rollback).toMatchObject({ to: ramp.version, rollout: "ABORTED", answered: rollback.requests });
}

/** The monitor fires, level 1 is silent for the ten minutes of the policy, level 2 comes after two. (O2) */
function expectPages({ alarm, escalation, quietAt }: EndingResult): void {
  expect(alarm.monitors).toContain("[prod] Bridge API: requests fail");
  const { openedAt, escalatedAt, acknowledgedAt, silent, acknowledgedBy } = escalation;
  const times = [alarm.letOutAt, openedAt, escalatedAt, acknowledgedAt, quietAt].map((each) => Date.parse(each));
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(Date.parse(escalatedAt) - Date.parse(openedAt)).toBe(10 * minutes);
  expect(Date.parse(acknowledgedAt) - Date.parse(escalatedAt)).toBe(2 * minutes);
  expect(acknowledgedBy).not.toBe(silent);
}

/** The rows are those of the moment before the bad release, and it had written wrong ones. (B4) */
function expectRows({ restore: { before, damaged, after, frozen, freed } }: EndingResult): void {
  expect(after).toEqual(before);
  expect(before).toEqual({ all: expect.any(Number) as number, wrong: 0 });
  expect(damaged.wrong).toBeGreaterThan(0);
  expect(damaged.all).toBeGreaterThan(before.all);
  expect([frozen, freed]).toEqual([503, 201]);
}

test(
  "shows everything, after a run that was stopped, and can begin again",
  { timeout: 45 * minutes },
  async (context) => {
    if (absent !== undefined) return context.skip(absent);
    await stopInTheMiddle();
    const { exitCode, data } = await run();
    expect(data.error).toBeUndefined();
    expect(exitCode).toBe(0);
    expectStacks(data);
    expect(isStopped()).toBe(true);
    const { ending, leftOut } = data;
    if (ending === null) return context.skip(`no real databases here: ${leftOut ?? ""}`);
    expectTraffic(ending);
    expectPages(ending);
    expectRows(ending);
    console.info(`the ending took ${String(ending.seconds)} s`);
    await stopInTheMiddle();
  },
);
