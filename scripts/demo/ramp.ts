import { z } from "zod";
import { DemoError } from "./child.ts";
import { build, built } from "./deployments.ts";
import type { Narrator } from "./narrator.ts";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";
import { visit, type Visits } from "./visits.ts";

const stage = z.object({ index: z.number(), targetPercentage: z.number() });
const rollout = z.object({ state: z.string(), activeStage: stage.nullable(), stages: z.array(stage).min(1) });
const rollingRelease = z.object({ rollingRelease: rollout.nullable() });

/** A rollout as Vercel tells it. */
export type Rollout = z.output<typeof rollout>;

/** What visitors met at one share. */
export interface Share {
  /** Share of visitors that Vercel gives to the new release, percent. */
  readonly percent: number;
  readonly requests: number;
  /** Of them answered by the new release. */
  readonly canary: number;
  readonly failed: number;
}

/** What became of a ramp. */
export interface RampResult {
  readonly version: string;
  readonly shares: readonly Share[];
  /** State of the rollout at its end. */
  readonly state: string;
}

/** Standard deviations that a share may be off: by chance once in a million. */
const bound = 5;

/** Whether so many of the requests may be a share of the visitors, by chance. */
export function isShare({ percent, requests, canary }: Omit<Share, "failed">): boolean {
  const expected = (requests * percent) / 100;
  return Math.abs(canary - expected) <= bound * Math.sqrt((expected * (100 - percent)) / 100);
}

/** Releases a version step by step as the project's ramp says, with visitors at each share. (T1) */
export async function rampUp(
  vendors: Vendors,
  narrator: Narrator,
  service: Service,
  version: string,
): Promise<RampResult & { readonly deployment: string }> {
  narrator.step(`prod: ${service.name} ${version} is built; nobody gets it before it is let out`);
  const deployment = await build(vendors, service, version);
  await built(vendors, deployment);
  const shares = [await share(vendors, narrator, service, version, 0)];
  let { activeStage, stages, state } = await start(vendors, service, deployment);
  while (activeStage !== null) {
    shares.push(await share(vendors, narrator, service, version, activeStage.targetPercentage));
    const next = { nextStageIndex: activeStage.index + 1, canaryDeploymentId: deployment };
    await vendors.ask("vercel", `POST ${at(service)}/approve-stage`, rollingRelease, next);
    ({ activeStage, stages, state } = await rolloutOf(vendors, service));
  }
  shares.push(await share(vendors, narrator, service, version, stages.at(-1)?.targetPercentage ?? 0));
  if (state !== "COMPLETE")
    throw new DemoError(`Expected the rollout of ${version} to be COMPLETE, it is ${state}.`, 1);
  return { version, shares, state, deployment };
}

/** Begins the rollout of a deployment. */
export async function start(vendors: Vendors, service: Service, deployment: string): Promise<Rollout> {
  const canary = { canaryDeploymentId: deployment };
  await vendors.ask("vercel", `POST ${at(service)}/start`, rollingRelease, canary);
  return rolloutOf(vendors, service);
}

/** The last rollout of a service. @throws DemoError where there was none */
export async function rolloutOf(vendors: Vendors, service: Service): Promise<Rollout> {
  const { rollingRelease: found } = await vendors.ask("vercel", `GET ${at(service)}`, rollingRelease);
  if (found === null) throw new DemoError(`Expected a rollout of ${service.projectName}, Vercel knows none.`, 1);
  return found;
}

/** Requests that a release answered. */
export function answeredBy({ versions }: Visits, version: string): number {
  return versions[version] ?? 0;
}

async function share(
  vendors: Vendors,
  narrator: Narrator,
  service: Service,
  version: string,
  percent: number,
): Promise<Share> {
  const visits = await visit(vendors, service, { perSecond: 40, seconds: 5, writes: 0.1 });
  const canary = answeredBy(visits, version);
  const result = { percent, requests: visits.requests, canary, failed: visits.requests - visits.good };
  if (result.failed > 0 || !isShare(result))
    throw new DemoError(
      `Expected ${String(percent)} % of the visitors at ${version}, came: ${JSON.stringify(result)}`,
      1,
    );
  narrator.step(
    `prod: ${String(percent)} % for ${version}: it answered ${String(canary)} of ${String(visits.requests)} visitors, none failed`,
    "green",
  );
  return result;
}

function at({ project }: Service): string {
  return `/v1/projects/${project}/rolling-release`;
}
