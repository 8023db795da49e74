import { v1 } from "@datadog/datadog-api-client";
import { beforeAll, beforeEach } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { changesOf } from "./changes.ts";
import { configuration, plain } from "./client.ts";
import { feed, writingPages, type Page } from "./told.ts";
import { minute, stopAt } from "./traffic.ts";

const message =
  "Value {{value}}.\n{{#is_alert}}@pagerduty-web-prod{{/is_alert}}{{#is_recovery}}@pagerduty-web-prod{{/is_recovery}}" +
  "{{#is_no_data}}@pagerduty-web-prod{{/is_no_data}}";

/** Monitors of one metric that is watched: each test has one of its own, so that what is left of the others is of no matter to it. */
export class Watch {
  readonly pages = writingPages();
  readonly #handle = withSandbox();
  #number = 0;
  /** Metric of the test. */
  metric = "";
  /** When the test began. */
  start = 0;

  constructor() {
    beforeAll(() => this.#open());
    beforeEach(() => {
      this.#number += 1;
      this.metric = `t.m${String(this.#number)}`;
      this.start = this.sandbox.clock.now();
    });
  }

  get sandbox(): Sandbox {
    return this.#handle.sandbox;
  }

  get monitors(): v1.MonitorsApi {
    return new v1.MonitorsApi(configuration(this.sandbox));
  }

  /** Makes a monitor of the test's metric: more than 10 on the mean of five minutes. */
  readonly make = async (options: object = {}, more: object = {}): Promise<number> => {
    const query = `avg(last_5m):avg:${this.metric}{*} > 10`;
    const thresholds = { critical: 10 };
    const body = { name: this.metric, type: "query alert", query, message, priority: 2, ...more };
    const made = await this.monitors.createMonitor({ body: plain({ ...body, options: { thresholds, ...options } }) });
    return made.id ?? 0;
  };

  /** Pages of a monitor. */
  readonly pagesOf = (id: number): readonly Page[] =>
    this.pages.filter(({ dedup_key: key }) => key?.startsWith(`datadog-${String(id)}-`));

  /** What was told of a monitor since the test began: minute and act. */
  readonly told = (id: number): readonly string[] =>
    this.pagesOf(id).map(({ at, event_action: act }) => `${String((at - this.start) / minute)} ${act}`);

  /** Changes of a monitor since the test began. */
  readonly changes = (id: number): readonly string[] => changesOf(this.sandbox, id, this.start);

  /** Sends one value a minute. */
  readonly values = (list: readonly (number | undefined)[], tags: readonly string[] = []): Promise<void> =>
    feed(this.sandbox, this.metric, tags, list);

  async #open(): Promise<void> {
    stopAt(this.sandbox, "2026-11-25T09:00:00Z");
    const body = JSON.stringify({ subdomain: "motion-mavericks", api_token: "canary" });
    const address = `${this.sandbox.urls.datadog}/api/v1/integration/pagerduty`;
    await fetch(address, { method: "PUT", headers: headersOf(this.sandbox, "datadog"), body });
    const api = new v1.PagerDutyIntegrationApi(configuration(this.sandbox));
    const service = { serviceName: "web-prod", serviceKey: "key-of-web" };
    await api.createPagerDutyIntegrationService({ body: plain(service) });
  }
}
