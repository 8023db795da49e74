/* eslint-disable @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   bodies of the official client are any: the contract check and the expectations judge them */
import { beforeAll, beforeEach } from "vitest";
import type { Sandbox } from "../../src/index.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { Client, type Reply } from "./client.ts";
import { emailOf, Organisation } from "./organisation.ts";
import { planned } from "./plan.ts";

/** One minute, milliseconds. */
export const minute = 60_000;

/** Where incidents are worked on: the people, rotas and policies of the captured plan, and what tests do with them. */
class Desk {
  readonly #handle: { readonly sandbox: Sandbox };
  client!: Client;
  organisation!: Organisation;
  rotas!: Awaited<ReturnType<Organisation["rotas"]>>;
  policies!: Awaited<ReturnType<Organisation["policies"]>>;
  /** Somebody, by the name of the resource. */
  person!: string;
  /** Header of that person's acts. */
  from!: Record<string, string>;

  constructor(handle: { readonly sandbox: Sandbox }) {
    this.#handle = handle;
  }

  get sandbox(): Sandbox {
    return this.#handle.sandbox;
  }

  /** Makes the organisation, before its rotas begin: a layer cannot start in the past. */
  async open(): Promise<void> {
    this.sandbox.clock.set(Date.parse("2025-12-01T00:00:00Z"));
    this.sandbox.clock.pause();
    this.client = new Client(this.sandbox);
    this.organisation = await (await new Organisation(this.client).people()).phones();
    this.rotas = await this.organisation.rotas();
    this.policies = await this.organisation.policies();
    this.person = planned("shared", "User")[0]!.name;
    this.from = { From: emailOf(this.person) };
    this.sandbox.clock.set(Date.parse("2026-06-10T10:00:00Z"));
    this.sandbox.snapshot("ready");
  }

  readonly pass = (milliseconds: number): Promise<void> =>
    this.sandbox.world.agenda.passTo(this.sandbox.clock.now() + milliseconds);

  readonly now = (): string => new Date(this.sandbox.clock.now()).toISOString().replace(".000", "");

  /** A service with an entrance for events. */
  readonly serviceOf = async (
    more: object = {},
    policy = this.policies[0]!.made.id,
  ): Promise<{ readonly id: string; readonly key: string }> => {
    const fields = { name: "pilot", escalation_policy: { id: policy, type: "escalation_policy_reference" }, ...more };
    const { id } = await this.client.make("/services", "service", fields);
    const entrance = { name: "Events", type: "events_api_v2_inbound_integration" };
    const { integration_key: key } = await this.client.make(`/services/${id}/integrations`, "integration", entrance);
    return { id, key };
  };

  readonly send = async (key: string, action: string, dedup: string, payload: object = {}): Promise<Reply> => {
    const answer = await fetch(`${this.sandbox.urls.pagerduty}/v2/enqueue`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({
        ...{ routing_key: key, event_action: action, dedup_key: dedup },
        payload: { summary: "Orders fail", source: "monitor", severity: "critical", ...payload },
      }),
    });
    return { status: answer.status, data: await answer.json() };
  };

  readonly incidents = async (query = "date_range=all"): Promise<any[]> =>
    (await this.client.call("get", `/incidents?${query}`)).data.incidents;

  readonly read = (id: string): Promise<any> => this.client.read(`/incidents/${id}`, "incident");

  readonly put = (id: string, fields: object): Promise<Reply> =>
    this.client.call("put", `/incidents/${id}`, { incident: { type: "incident_reference", ...fields } }, this.from);

  /** Log entries, the oldest first. */
  readonly log = async (id: string): Promise<any[]> =>
    (await this.client.call("get", `/incidents/${id}/log_entries?limit=100`)).data.log_entries.toReversed();
}

/** A desk for a test file; every test finds it as it was opened. */
export function withDesk(): Desk {
  const desk = new Desk(withSandbox());
  beforeAll(() => desk.open());
  beforeEach(() => {
    desk.sandbox.restore("ready");
  });
  return desk;
}

/** Kinds of log entries. */
export function kindsOf(lines: readonly any[]): string[] {
  return lines.map(({ type }) => type.replace("_log_entry", ""));
}
