import { badRelease, type Alarm } from "./bad-release.ts";
import { DemoError, type Launchgate } from "./child.ts";
import { Crowds } from "./crowds.ts";
import { markMoment, restore, type RestoreResult } from "./database.ts";
import { escalate, type Escalation } from "./escalation.ts";
import { time, type Ground } from "./ground.ts";
import type { Narrator } from "./narrator.ts";
import { rampUp, type RampResult } from "./ramp.ts";
import { rollBack, type RollbackResult } from "./rollback.ts";
import { serveAll, type Deployed, type Served } from "./serving.ts";
import type { Vendors } from "./vendors.ts";

/** What the ending showed: every figure was read from a vendor, a database or an answer. */
export interface EndingResult {
  readonly served: readonly Served[];
  readonly ramp: RampResult;
  readonly alarm: Alarm;
  readonly escalation: Escalation;
  /** Visitors while the bad release was out: requests, and those that failed. */
  readonly harm: { readonly requests: number; readonly failed: number };
  readonly rollback: RollbackResult;
  readonly restore: RestoreResult;
  /** Sandbox time at which no monitor alerted and no incident was open any more, ISO 8601. */
  readonly quietAt: string;
  /** Real seconds of all of it. */
  readonly seconds: number;
}

/** Releases of the story. */
const releases = { good: "1.1.0", bad: "1.2.0" };

/** Visitors in four stages, a good release, a bad one, who is paged, and the ways back. (T1, B1, B3, B4, O2) */
export async function ending(
  launchgate: Launchgate,
  vendors: Vendors,
  narrator: Narrator,
  all: readonly Deployed[],
): Promise<EndingResult> {
  const started = narrator.seconds;
  const served = await serveAll(vendors, narrator, all);
  const service = all.find(({ service: { name, stage } }) => name === "bridge-api" && stage === "prod")?.service;
  if (!service) throw new DemoError("Expected bridge-api in production.", 1);
  const ground: Ground = { launchgate, vendors, narrator, service };
  const { deployment, ...ramp } = await rampUp(vendors, narrator, service, releases.good);
  await new Crowds(ground).untilQuiet();
  const mark = await markMoment(ground);
  const crowds = new Crowds(ground);
  const alarm = await badRelease(ground, crowds, releases.bad);
  const escalation = await escalate(ground, crowds);
  const harm = { requests: crowds.requests, failed: crowds.failed };
  narrator.step(`Meanwhile ${String(harm.failed)} of ${String(harm.requests)} requests failed`, "red");
  const rollback = await rollBack(ground, { version: releases.good, deployment });
  const restored = await restore(ground, mark);
  const quietAt = await new Crowds(ground).untilQuiet();
  narrator.step(`Datadog and PagerDuty, ${time(quietAt)}: no monitor alerts, no incident is open`, "green");
  const seconds = Math.round((narrator.seconds - started) * 10) / 10;
  return { served, ramp, alarm, escalation, harm, rollback, restore: restored, quietAt, seconds };
}
