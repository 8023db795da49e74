import { DemoError } from "./child.ts";
import { build, built } from "./deployments.ts";
import type { Narrator } from "./narrator.ts";
import { storedBy } from "./rows.ts";
import { findService, type Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";
import { awake, visit } from "./visits.ts";

/** Release with which every stage begins. */
export const firstRelease = "1.0.0";

/** What visitors met at one service of one stage. */
export interface Served {
  readonly stage: string;
  readonly service: string;
  readonly requests: number;
  readonly good: number;
  /** Writes that were acknowledged, and rows of them in the database. */
  readonly acknowledged: number;
  readonly stored: number;
}

/** A service with the deployment that serves it. */
export interface Deployed {
  readonly service: Service;
  readonly deployment: string;
}

/** Has the first release of every service of a stage built: production follows the first build of all. */
export async function deployFirst(vendors: Vendors, stage: string): Promise<readonly Deployed[]> {
  return Promise.all(
    ["bridge-api", "web"].map(async (name) => {
      const service = await findService(vendors, name, stage);
      return { service, deployment: await build(vendors, service, firstRelease) };
    }),
  );
}

/** Lets visitors come to everything that is deployed, at the same time. @throws DemoError where one is not served, or a write is lost (B5) */
export async function serveAll(
  vendors: Vendors,
  narrator: Narrator,
  all: readonly Deployed[],
): Promise<readonly Served[]> {
  for (const { service, deployment } of all) {
    await built(vendors, deployment);
    await awake(vendors, service);
  }
  const served = await Promise.all(all.map(({ service }) => serve(vendors, service)));
  for (const stage of new Set(served.map((each) => each.stage))) {
    const told = served.filter((each) => each.stage === stage).map(words);
    narrator.step(`${stage}: ${told.join("; ")}`, "green");
  }
  return served;
}

async function serve(vendors: Vendors, service: Service): Promise<Served> {
  const { requests, good, acknowledged, run } = await visit(vendors, service, {
    ...{ perSecond: 5, seconds: 4, writes: 0.25 },
  });
  const stored = await storedBy(vendors, service, run);
  const served = { stage: service.stage, service: service.name, requests, good, acknowledged, stored };
  if (good !== requests || stored !== acknowledged || acknowledged === 0)
    throw new DemoError(`Expected every visitor served and every write kept, came: ${JSON.stringify(served)}`, 1);
  return served;
}

function words({ service, requests, acknowledged, stored }: Served): string {
  return `${service} served ${String(requests)} requests, ${String(acknowledged)} writes acknowledged, ${String(stored)} in its database`;
}
