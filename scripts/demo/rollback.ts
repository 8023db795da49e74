import { z } from "zod";
import { DemoError } from "./child.ts";
import type { Ground } from "./ground.ts";
import { answeredBy, rolloutOf } from "./ramp.ts";
import { visit } from "./visits.ts";

/** What became of the traffic. */
export interface RollbackResult {
  readonly to: string;
  /** State of the bad rollout behind it. */
  readonly rollout: string;
  readonly requests: number;
  /** Of them answered by the release before. */
  readonly answered: number;
}

/** Brings the release before back at once; every visitor gets it. (B1, T4) */
export async function rollBack(
  { vendors, narrator, service }: Ground,
  before: { readonly version: string; readonly deployment: string },
): Promise<RollbackResult> {
  await vendors.ask("vercel", `POST /v1/projects/${service.project}/rollback/${before.deployment}`, z.unknown());
  const { state } = await rolloutOf(vendors, service);
  const visits = await visit(vendors, service, { perSecond: 40, seconds: 3, writes: 0 });
  const answered = answeredBy(visits, before.version);
  const result = { to: before.version, rollout: state, requests: visits.requests, answered };
  if (state !== "ABORTED" || answered !== visits.requests || visits.good !== visits.requests)
    throw new DemoError(`Expected everybody back at ${before.version}, came: ${JSON.stringify(result)}`, 1);
  narrator.step(
    `Vercel: traffic is back at ${before.version}, the rollout is ${state}; ${String(answered)} of ${String(visits.requests)} visitors get it, none failed`,
    "green",
  );
  return result;
}
