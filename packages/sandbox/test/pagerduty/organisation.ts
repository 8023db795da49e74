/* eslint-disable @typescript-eslint/no-unsafe-argument, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-explicit-any --
   inputs of captured plans are any: the sandbox's own validation judges them */
import type { Client } from "./client.ts";
import { planned, target } from "./plan.ts";

type Inputs = Record<string, any>;

/** The people, rotas and policies of the captured plan of the shared stack, made by the official client as the provider makes them. */
export class Organisation {
  /** Id at the vendor by name of the resource. */
  readonly ids = new Map<string, string>();
  readonly #client: Client;

  constructor(client: Client) {
    this.#client = client;
  }

  /** Makes people and teams. */
  async people(): Promise<this> {
    for (const { name, inputs } of planned("shared", "User")) {
      const user = { name: inputs.name, email: emailOf(name) };
      this.ids.set(name, (await this.#client.make("/users", "user", user)).id);
    }
    for (const { name, inputs } of planned("shared", "Team")) {
      this.ids.set(name, (await this.#client.make("/teams", "team", { name: inputs.name })).id);
    }
    return this;
  }

  /** Gives everybody a phone by which they are told: SMS at once, a call after three minutes. */
  async phones(): Promise<this> {
    const ways = [
      ["sms_contact_method", 0],
      ["phone_contact_method", 3],
    ] as const;
    for (const [index, { name }] of planned("shared", "User").entries()) {
      for (const [type, delay] of ways) {
        const at = `/users/${this.id(name)}`;
        const fields = { type, label: "Work", address: `15550100${String(index)}`, country_code: 49 };
        const { id } = await this.#client.make(`${at}/contact_methods`, "contact_method", fields);
        const rule = { type: "assignment_notification_rule", start_delay_in_minutes: delay, urgency: "high" };
        await this.#client.make(`${at}/notification_rules`, "notification_rule", {
          ...rule,
          contact_method: { id, type },
        });
      }
    }
    return this;
  }

  /** Makes the rotas; returns what was sent and what came back, by name of the resource. */
  async rotas(): Promise<
    readonly { readonly name: string; readonly inputs: any; readonly sent: any; readonly made: any }[]
  > {
    const all = [];
    for (const { name, inputs } of planned("shared", "Schedule")) {
      const teams = (inputs.teams ?? []).map((team: string) => ({ id: this.reference(team), type: "team_reference" }));
      const fields = { name: inputs.name, description: inputs.description, time_zone: inputs.timeZone, teams };
      const sent = { type: "schedule", ...fields, schedule_layers: this.#layers(inputs) };
      const made = await this.#client.make("/schedules", "schedule", sent);
      this.ids.set(name, made.id);
      all.push({ name, inputs, sent: fields, made });
    }
    return all;
  }

  /** Makes the escalation policies, as {@link rotas}. */
  async policies(): Promise<
    readonly { readonly name: string; readonly inputs: any; readonly sent: any; readonly made: any }[]
  > {
    const all = [];
    for (const { name, inputs } of planned("shared", "EscalationPolicy")) {
      const escalation_rules = inputs.rules.map((rule: Inputs) => ({
        escalation_delay_in_minutes: rule["escalationDelayInMinutes"],
        targets: rule["targets"].map((each: Inputs) => ({ id: this.reference(each["id"]), type: each["type"] })),
      }));
      const fields = {
        name: inputs.name,
        description: inputs.description,
        num_loops: inputs.numLoops,
        escalation_rules,
      };
      const sent = { ...fields, teams: [{ id: this.reference(inputs.teams), type: "team_reference" }] };
      const made = await this.#client.make("/escalation_policies", "escalation_policy", {
        type: "escalation_policy",
        ...sent,
      });
      this.ids.set(name, made.id);
      all.push({ name, inputs, sent, made });
    }
    return all;
  }

  /** Id of a resource by its name. */
  id(name: string): string {
    const id = this.ids.get(name);
    if (id === undefined) throw new Error(`${name} was not made`);
    return id;
  }

  /** Id of what a captured reference leads to. */
  reference(reference: string): string {
    return this.id(target(reference));
  }

  // The provider's client writes moments as Go prints them.
  #layers(inputs: Inputs): object[] {
    return inputs["layers"].map((layer: Inputs) => ({
      name: layer["name"],
      start: layer["start"],
      rotation_virtual_start: String(layer["rotationVirtualStart"]).replace("T", " ").replace("Z", " +0000 UTC"),
      rotation_turn_length_seconds: layer["rotationTurnLengthSeconds"],
      users: layer["users"].map((user: string) => ({ user: { id: this.reference(user), type: "user_reference" } })),
      ...(layer["restrictions"] ? { restrictions: layer["restrictions"].map(restrictionOf) } : {}),
    }));
  }
}

/** E-mail address of a person by the name of the resource. */
export function emailOf(name: string): string {
  return `${name}@motion-mavericks.example`;
}

function restrictionOf(inputs: Inputs): object {
  return {
    type: inputs["type"],
    duration_seconds: inputs["durationSeconds"],
    start_time_of_day: inputs["startTimeOfDay"],
    start_day_of_week: inputs["startDayOfWeek"],
  };
}
