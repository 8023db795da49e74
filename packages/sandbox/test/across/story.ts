import { v1 } from "@datadog/datadog-api-client";
import type { z } from "zod";
import type { Sandbox } from "../../src/index.ts";
import { monitorsOf, transitionsOf } from "../../src/vendors/datadog/monitors/state.ts";
import type { Deployments } from "../../src/vendors/vercel/traffic/index.ts";
import { configuration } from "../datadog/client.ts";
import { Client } from "../pagerduty/client.ts";
import { pass } from "../vercel/releases.ts";
import { ask, repeat } from "../vercel-traffic/traffic-ask.ts";

/** Tags of the monitors of the service that page. */
const paging = ["service:bridge-api", "env:prod", "severity:page"];

/** One minute, milliseconds. */
export const minute = 60_000;

/** What visitors met in one minute. */
interface Minute {
  /** Sandbox time at which they came. */
  readonly at: number;
  readonly requests: number;
  readonly failed: number;
}

/** A monitor that changed. */
interface Change {
  readonly name: string;
  readonly at: number;
  readonly status: string;
}

/** Production of `bridge-api`: visitors who come minute by minute, and what the vendors say of it. */
export class Story {
  readonly sandbox: Sandbox;
  readonly minutes: Minute[] = [];
  readonly #traffic: Deployments;

  constructor(sandbox: Sandbox, traffic: Deployments) {
    this.sandbox = sandbox;
    this.#traffic = traffic;
  }

  /** Versions that so many visitors get, all at one moment; then the minute passes. */
  async minute(visitors = 40): Promise<readonly (string | undefined)[]> {
    const at = this.sandbox.clock.now();
    const host = "bridge-api-prod.localhost";
    const got = await repeat(visitors, () => ask({ traffic: this.#traffic }, host, "/v1/videos/intro"));
    await this.#traffic.report();
    const failed = got.filter(({ status }) => status >= 500).length;
    this.minutes.push({ at, requests: got.length, failed });
    await pass(this.sandbox, minute);
    return got.map(({ version }) => version);
  }

  /** Lets minutes pass until there is something. @throws Error after so many */
  async until<T>(most: number, look: () => Promise<T | null | undefined>): Promise<T> {
    for (let passed = 0; passed < most; passed += 1) {
      await this.minute();
      const found = await look();
      if (found !== undefined && found !== null) return found;
    }
    throw new Error(`nothing within ${String(most)} minutes`);
  }

  /**
   * How the monitor of failed requests has to change behind a moment: it looks each whole minute at five minutes, one minute late; above
   * 1 % it alerts, above half a percent it warns.
   */
  judged(since: number): readonly Omit<Change, "name">[] {
    const changes: Omit<Change, "name">[] = [];
    for (let at = Math.ceil(since / minute) * minute; at <= this.sandbox.clock.now(); at += minute) {
      const seen = this.minutes.filter((each) => each.at >= at - 6 * minute && each.at < at - minute);
      const percent = (100 * sum(seen, ({ failed }) => failed)) / sum(seen, ({ requests }) => requests);
      const status = percent > 1 ? "Alert" : percent > 0.5 ? "Warn" : "OK";
      if (status !== (changes.at(-1)?.status ?? "OK")) changes.push({ at, status });
    }
    return changes;
  }

  /** Names of the monitors of the service that page and alert now. */
  async loud(): Promise<readonly string[]> {
    const api = new v1.MonitorsApi(configuration(this.sandbox));
    const all = await api.listMonitors({ monitorTags: paging.join(","), groupStates: "all" });
    return all.filter(({ overallState }) => overallState === "Alert").map(({ name }) => name ?? "");
  }

  /** Changes of those monitors behind a moment, without those whose data only begin and end: servers sleep. */
  changesSince(since: number): readonly Change[] {
    const { world } = this.sandbox;
    const all = monitorsOf(world).filter(({ data }) => paging.every((tag) => data.tags.includes(tag)));
    return all.flatMap(({ key, data: { name } }) => {
      const changes = transitionsOf(world, key).filter(({ at }) => at > since);
      const isQuiet = !changes.some(({ status }) => status === "Alert" || status === "Warn");
      return isQuiet ? [] : changes.map(({ at, status }) => ({ name, at, status }));
    });
  }

  /** What PagerDuty says: `"/incidents"`. */
  async paged<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>> {
    const { status, data } = await new Client(this.sandbox).call("get", path);
    if (status !== 200) throw new Error(`GET ${path}: ${String(status)} ${JSON.stringify(data)}`);
    return schema.parse(data);
  }
}

function sum<T>(all: readonly T[], of: (each: T) => number): number {
  return all.reduce((total, each) => total + of(each), 0);
}
