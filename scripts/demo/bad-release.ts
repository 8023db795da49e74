import type { Crowds } from "./crowds.ts";
import { build, built } from "./deployments.ts";
import { time, type Ground } from "./ground.ts";
import { alerting, countsFailures, pagingMonitors } from "./monitors.ts";
import { start } from "./ramp.ts";

/** How a bad release was found. Times are the sandbox's, ISO 8601. */
export interface Alarm {
  readonly version: string;
  /** Share of the visitors that Vercel gave it, percent. */
  readonly percent: number;
  readonly letOutAt: string;
  /** Names of the monitors that alerted first. */
  readonly monitors: readonly string[];
  readonly firedAt: string;
}

/** Sandbox minutes that a monitor may take to alert. */
const patience = 15;

/** Lets a bad version out to the first share of visitors, and time pass until a monitor that pages alerts. (B1, O2) */
export async function badRelease(
  { vendors, narrator, service }: Ground,
  crowds: Crowds,
  version: string,
): Promise<Alarm> {
  const deployment = await build(vendors, service, version, "failing-and-corrupting");
  await built(vendors, deployment);
  const letOutAt = await vendors.now();
  const { activeStage } = await start(vendors, service, deployment);
  const percent = activeStage?.targetPercentage ?? 0;
  const told = `${service.name} ${version} goes out to ${String(percent)} % of the visitors. It is bad, and nobody knows yet`;
  narrator.step(`prod, ${time(letOutAt)}: ${told}`);
  const monitors = await crowds.until("a monitor of failed requests that pages alerts", patience, async () => {
    const found = alerting(await pagingMonitors(vendors, service));
    return found.some(countsFailures) ? found.map(({ name }) => name) : undefined;
  });
  const firedAt = await vendors.now();
  narrator.step(`Datadog, ${time(firedAt)}: ${monitors.join("; ")}`, "red");
  return { version, percent, letOutAt, monitors, firedAt };
}
