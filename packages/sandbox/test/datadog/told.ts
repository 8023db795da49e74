import { afterAll, beforeAll } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import { sendPagesTo, type PageEvent } from "../../src/vendors/datadog/monitors/pager.ts";
import { submit } from "../../src/vendors/datadog/metrics/submit.ts";
import { acceptEvent } from "../../src/vendors/pagerduty/events.ts";
import { minute } from "./traffic.ts";

/** A page that was sent. */
export interface Page extends PageEvent {
  readonly at: number;
}

/** Writes down every page of the tests of a file, instead of handing it to PagerDuty. */
export function writingPages(): readonly Page[] {
  const pages: Page[] = [];
  beforeAll(() =>
    sendPagesTo((_world, at, event) => {
      pages.push({ ...event, at });
      return { status: "success", message: "Event processed", dedup_key: event.dedup_key ?? "" };
    }),
  );
  afterAll(() => sendPagesTo((world, at, event) => acceptEvent(world, at, { ...event })));
  return pages;
}

/** Sends a gauge once a minute while time passes: one value a minute, `undefined` for none. */
export async function feed(
  { world }: Sandbox,
  metric: string,
  tags: readonly string[],
  values: readonly (number | undefined)[],
): Promise<void> {
  const from = world.clock.now();
  const points = values.flatMap((value, index) =>
    value === undefined ? [] : [[from + index * minute, value] as const],
  );
  submit(world, [{ metric, kind: "gauge", tags, points }]);
  await world.agenda.passTo(from + values.length * minute);
}

/** A value so many times. */
export function times<T>(count: number, value: T): readonly T[] {
  return Array.from({ length: count }, () => value);
}
