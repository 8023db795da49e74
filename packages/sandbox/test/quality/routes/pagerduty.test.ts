/** Every route of PagerDuty that pages and their work need, by the official client (B8, D4, O1). */
import { Agent } from "node:https";
import { acknowledge, change, resolve, trigger } from "@pagerduty/pdjs/build/src/events.js";
import { expect } from "vitest";
import type { Sandbox } from "../../../src/index.ts";
import { Client } from "../../pagerduty/client.ts";
import { emailOf, Organisation } from "../../pagerduty/organisation.ts";
import { planned } from "../../pagerduty/plan.ts";
import { proveRoutes } from "./prove.ts";

proveRoutes(
  {
    vendor: "pagerduty",
    published: [
      "GET /incidents 200",
      "POST /incidents 201",
      "PUT /incidents 200",
      "GET /incidents/{incident_id} 200",
      "PUT /incidents/{incident_id} 200",
      "GET /incidents/{incident_id}/alerts 200",
      "GET /incidents/{incident_id}/log_entries 200",
      "GET /incidents/{incident_id}/notes 200",
      "POST /incidents/{incident_id}/notes 200",
      "GET /oncalls 200",
      "GET /change_events 200",
      "POST /maintenance_windows 201",
    ],
    unpublished: {
      // They are of the Events API, which has no specification.
      "POST /v2/enqueue 202": /path not in the specification/,
      "POST /v2/enqueue 400": /path not in the specification/,
      "POST /v2/change/enqueue 202": /path not in the specification/,
    },
  },
  async (sandbox) => {
    sandbox.clock.set(Date.parse("2025-12-01T00:00:00Z"));
    const client = new Client(sandbox);
    const organisation = await new Organisation(client).people();
    await organisation.rotas();
    const [policy] = await organisation.policies();
    sandbox.clock.set(Date.parse("2026-06-10T10:00:00Z"));
    const escalation_policy = { id: policy?.made.id, type: "escalation_policy_reference" };
    const service = await client.make("/services", "service", { name: "pilot", escalation_policy });
    const entrance = { name: "Events", type: "events_api_v2_inbound_integration" };
    const made = await client.make(`/services/${String(service.id)}/integrations`, "integration", entrance);
    await events(sandbox, String(made.integration_key));
    await incidents(client, String(service.id));
    expect((await client.call("get", `/oncalls?escalation_policy_ids[]=${String(policy?.made.id)}`)).status).toBe(200);
    expect((await client.call("get", "/change_events")).data.change_events).toHaveLength(1);
  },
);

/** The client's own functions for events; it speaks https only, so that it is given the sandbox's CA. */
async function events({ urls, certificates }: Sandbox, routing_key: string): Promise<void> {
  const server = new URL(urls.pagerduty).host;
  const more = { server, agent: new Agent({ ca: certificates.ca }) };
  const payload = { summary: "Orders fail", source: "monitor", severity: "critical" } as const;
  const data = { routing_key, dedup_key: "a", event_action: "trigger", payload } as const;
  for (const send of [trigger, acknowledge, resolve, trigger]) {
    const { response, data: body } = await send({ ...more, data });
    expect([response.status, body]).toEqual([202, { status: "success", message: "Event processed", dedup_key: "a" }]);
  }
  const wrong = { ...data, routing_key: "0".repeat(32) };
  expect((await trigger({ ...more, data: wrong })).response.status).toBe(400);
  const deployed = { summary: "web 1.2.3 is out", timestamp: "2026-06-10T10:00:00Z", custom_details: {} };
  const told = await change({ ...more, data: { routing_key, payload: deployed, links: [] } } as never);
  expect(told.response.status).toBe(202);
}

async function incidents(client: Client, service: string): Promise<void> {
  const from = { From: emailOf(planned("shared", "User")[0]?.name ?? "") };
  const listed = await client.call("get", `/incidents?service_ids[]=${service}&statuses[]=triggered&urgencies[]=high`);
  const [{ id }] = listed.data.incidents as [{ id: string }];
  const fields = { type: "incident", title: "By hand", service: { id: service, type: "service_reference" } };
  const { data } = await client.call("post", "/incidents", { incident: fields }, from);
  const one = { type: "incident_reference", status: "acknowledged" };
  await client.call("put", `/incidents/${id}`, { incident: one }, from);
  const all = { incidents: [{ ...one, id: data.incident.id }] };
  await client.call("put", "/incidents", all, from);
  await client.call("post", `/incidents/${id}/notes`, { note: { content: "Seen" } }, from);
  for (const part of ["alerts", "log_entries", "notes"])
    expect((await client.call("get", `/incidents/${id}/${part}`)).data[part].length).toBeGreaterThan(0);
  expect(await client.read(`/incidents/${id}`, "incident")).toMatchObject({ status: "acknowledged" });
  const maintenance_window = {
    type: "maintenance_window",
    start_time: "2026-06-10T12:00:00Z",
    end_time: "2026-06-10T14:00:00Z",
    services: [{ id: service, type: "service_reference" }],
  };
  await client.call("post", "/maintenance_windows", { maintenance_window }, from);
}
