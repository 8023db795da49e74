import { v1 } from "@datadog/datadog-api-client";
import { z } from "zod";
import type { Sandbox } from "../../src/index.ts";
import { configuration, plain } from "../datadog/client.ts";
import { Client } from "../pagerduty/client.ts";
import { PracticeEngine } from "../plugin/practice-engine.ts";
import { plannedOf, Replay } from "../plugin/replay.ts";

const stacks = ["shared", "prod"] as const;

/**
 * What judges and pages in production. Left out: synthetic tests, which send requests of their own, and what looks at answer times,
 * which are those of the machine that the tests run on.
 */
const judging = /:(Integration|Monitor|ServiceLevelObjective|ServiceObject)$/;
const timing = /-latency(-|$)/;

/**
 * The people, rotas, policies and services of the reference organisation at PagerDuty, and its monitors of production at Datadog, as the
 * captured plans declare them and made by the plugin. The keys that lead from one to the other are secret in the plans: set as the
 * program sets them, those of each service's Datadog integration.
 */
export async function makeOrganisation(sandbox: Sandbox): Promise<void> {
  const pagerduty = new PracticeEngine(sandbox, "pagerduty");
  const vendor = String((await pagerduty.provider.invoke("getVendor", { name: "Datadog" }))["id"]);
  const people = plannedOf("pagerduty", stacks).map((each) => {
    const { inputs, type, name } = each;
    if (type.endsWith(":User")) return { ...each, inputs: { ...inputs, email: `${name}@motion-mavericks.example` } };
    return type.endsWith(":UserContactMethod") ? { ...each, inputs: { ...inputs, address: "15112345678" } } : each;
  });
  await new Replay(pagerduty, people, (name) => (name === "PagerDuty vendor Datadog: id" ? vendor : undefined)).make();
  const monitors = plannedOf("datadog", stacks).filter(({ type, name }) => judging.test(type) && !timing.test(name));
  await new Replay(new PracticeEngine(sandbox, "datadog"), monitors).make();
  await connect(sandbox);
}

const services = z.object({
  services: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      integrations: z.array(z.object({ id: z.string(), summary: z.string() })),
    }),
  ),
});
const integration = z.object({ integration_key: z.string() });

/** Gives Datadog the key of each service that PagerDuty has. */
async function connect(sandbox: Sandbox): Promise<void> {
  const pagerduty = new Client(sandbox);
  const api = new v1.PagerDutyIntegrationApi(configuration(sandbox));
  const all = services.parse((await pagerduty.call("get", "/services?limit=100")).data);
  for (const { id, name: serviceName, integrations } of all.services) {
    const own = integrations.find(({ summary }) => summary === "Datadog");
    const at = `/services/${id}/integrations/${own?.id ?? ""}`;
    const { integration_key: serviceKey } = integration.parse(await pagerduty.read(at, "integration"));
    await api.updatePagerDutyIntegrationService({ serviceName, body: plain({ serviceKey }) });
  }
}
