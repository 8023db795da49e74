import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";

/** Kind of the appointment of a test's next round. */
export const roundKind = "datadog.synthetics-round";
/** Kind of the appointment of what a pipeline triggered. */
export const batchKind = "datadog.synthetics-batch";

/** Seconds between rounds where a test names none [unverified]. */
const usual = 300;

/** Milliseconds between the rounds of a test. */
export function everyOf(options: { readonly tick_every?: number | undefined }): number {
  return (options.tick_every ?? usual) * 1000;
}

/** Books the rounds of a live test anew, the first one after its interval; a paused test has none. Within a transaction. */
export function schedule(
  world: World,
  {
    key,
    data,
  }: Entity<
    {
      readonly status?: string | undefined;
      readonly options: { readonly tick_every?: number | undefined };
    } & Entity["data"]
  >,
): void {
  world.agenda.drop({ about: key, kind: roundKind });
  if (data.status !== "live") return;
  const every = everyOf(data.options);
  world.agenda.book({ kind: roundKind, about: key, at: world.clock.now() + every, every });
}
