/** Who is paged when a deploy fails: by the key in the state, over real HTTP, and never silently nobody. (P4, P9) */
import { expect, test } from "vitest";
import { pageService, type PageRequest } from "../../../../packages/cli/src/delivery/page.ts";
import { sealed } from "../../../../packages/cli/src/vendors/identity/seal.ts";
import { eventsAddress } from "../../../../packages/cli/src/vendors/pagerduty-events.ts";
import { Service } from "../smoke/service.ts";

const canary = "canary-routing-key-93";
const request: PageRequest = {
  service: "web",
  stage: "staging",
  run: "r1",
  summary: "Smoke failed",
  details: { a: 1 },
};
const pager = (service: string) => ({
  urn: `urn:${service}`,
  type: "launchgate:pagerduty:ServicePager",
  inputs: { service },
  outputs: { eventsKey: sealed(canary) },
});
const state = { version: 3, deployment: { resources: [pager("bridge-api"), pager("web")] } };

test("an event opens an incident, and again the same one", async () => {
  const bodies: unknown[] = [];
  const service = await Service.start((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      bodies.push(JSON.parse(text));
      response.writeHead(202, { "content-type": "application/json" }).end('{"status":"success","dedup_key":"k"}');
    });
  });
  const told = [
    await pageService(request, state, { baseUrl: service.url }),
    await pageService(request, state, { baseUrl: service.url }),
  ];
  await service.stop();
  expect(told[0]).toEqual({ service: "web", paged: true, text: "Paged: who is on call for web in staging." });
  expect(service.seen[0]).toMatchObject({ method: "POST", path: "/v2/enqueue" });
  expect(bodies[0]).toEqual(bodies[1]);
  expect(bodies[0]).toMatchObject({
    routing_key: canary,
    event_action: "trigger",
    dedup_key: "launchgate/deploy/r1/staging/web",
    payload: { severity: "critical", summary: "Smoke failed", custom_details: { a: 1 } },
  });
  expect(JSON.stringify(told)).not.toContain(canary);
});

test.each([
  ["no pager of the service", { version: 3, deployment: { resources: [pager("bridge-api")] } }, {}],
  ["an empty state", { version: 3, deployment: null }, {}],
  ["no PagerDuty", state, undefined],
])("%s: that nobody is paged is told", async (_, given, connection) => {
  const told = await pageService(request, given, connection);
  expect(told).toMatchObject({ paged: false, text: expect.stringContaining("Nobody is paged") });
});

test("a PagerDuty that refuses is told loudly, without the key", async () => {
  const service = await Service.start((_incoming, response) => void response.writeHead(400).end("{}"));
  const told = await pageService(request, state, { baseUrl: service.url });
  await service.stop();
  expect(told).toMatchObject({ paged: false, text: expect.stringContaining("NOBODY COULD BE PAGED for web") });
  expect(JSON.stringify(told)).not.toContain(canary);
});

test("a defect is thrown", async () => {
  const sending = pageService(request, state, {}, () => Promise.reject(new TypeError("a defect")));
  await expect(sending).rejects.toThrow("a defect");
});

test.each([
  [undefined, "https://events.pagerduty.com"],
  ["https://api.pagerduty.com", "https://events.pagerduty.com"],
  ["https://api.eu.pagerduty.com", "https://events.eu.pagerduty.com"],
  ["http://127.0.0.1:4010", "http://127.0.0.1:4010"],
])("events of %s go to %s", (baseUrl, expected) => {
  expect(eventsAddress(baseUrl === undefined ? {} : { baseUrl })).toBe(expected);
});
