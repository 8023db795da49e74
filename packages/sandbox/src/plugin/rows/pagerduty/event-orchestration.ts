import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { reference } from "../../wire-form.ts";
import { addressesOf } from "./description.ts";
import { inputs, text } from "./input.ts";

/** An entrance for events. Its integrations, with the keys that let events in, come with it. */
export const eventOrchestration = plainRow({
  type: "pagerduty:index/eventOrchestration:EventOrchestration",
  source:
    "terraform-provider-pagerduty 3.32 resource_pagerduty_event_orchestration.go; schema of plugin 4.34.0; a description taken away: [unverified]",
  ...addressesOf("event_orchestrations"),
  id: "{answer.orchestration.id}",
  wrap: "orchestration",
  autoName: true,
  inputs: inputs({ name: text, description: text, team: text }),
  outputs: ["integrations", "routes"],
  settings: { description: { absent: "" }, team: { absent: "" } },
  forms: {
    description: { from: (value) => value ?? "" },
    team: {
      to: (id) => ({ id: id === "" ? null : id }),
      from: (value) => reference("team_reference").from?.(value, {}) ?? "",
    },
  },
  complete: (body) => ({ team: { id: null }, ...body }),
  also: (body) => ({ ...body, integrations: integrationsOf(body["integrations"]) }),
});

function integrationsOf(value: unknown): readonly Properties[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Properties[]).map(({ id, label, parameters }) => {
    const { routing_key: routingKey, type } = parameters as Properties;
    return { id, label, parameters: [{ routingKey, type }] };
  });
}
