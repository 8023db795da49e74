import type * as pulumi from "@pulumi/pulumi";
import { serviceStageName, type Organization, type Service, type Stage } from "@launchgate/core";
import { Component } from "../component.ts";
import { ownedText } from "./descriptions.ts";
import { EventOrchestration } from "./plugin-4/event-orchestration.ts";
import { EventOrchestrationRouter } from "./plugin-4/event-orchestration-router.ts";
import { idOf } from "./problems.ts";

/**
 * Field of an event that names the PagerDuty service it is for, such as `web-prod`. Senders that know only the account's
 * routing key (Launchgate's own commands, drills) set it in `payload.custom_details`.
 */
export const routingField = "event.custom_details.pagerduty_service";

/** What the routing of events is made of. */
export interface EventRoutingArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  /** PagerDuty ids by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<string>>>;
  /** The entrance cannot be deleted by accident: its routing key would be gone. */
  readonly protect: boolean;
}

/** Names of the PagerDuty services of all stages that page somebody, sorted. */
export function pagedServiceNames({ services, stages }: Pick<EventRoutingArgs, "services" | "stages">): string[] {
  const paged = Object.keys(stages).filter((id) => stages[id]?.paging !== "nobody");
  return Object.keys(services)
    .flatMap((service) => paged.map((stage) => serviceStageName("pagerDutyService", service, stage)))
    .sort();
}

/** RE2 expression that takes exactly these names; ids hold no character that it would have to escape. */
export function routingExpression(names: readonly string[]): string {
  return `^(${names.join("|")})$`;
}

/**
 * One entrance for events of every service: a global event orchestration that reads the service's name out of the event
 * (O1). The services belong to the stacks of their stages (house decision 2), so they are found by name, not by id; only
 * names of the model are routed. The rest stays in PagerDuty under "unrouted" and pages nobody.
 */
export class EventRouting extends Component {
  /** PagerDuty id of the orchestration. */
  readonly orchestrationId: pulumi.Output<string>;

  constructor(name: string, args: EventRoutingArgs, options?: pulumi.ComponentResourceOptions) {
    const names = pagedServiceNames(args);
    super("launchgate:pagerduty:EventRouting", name, { services: names }, options);
    const orchestration = this.#orchestration(args);
    this.#router(orchestration, names);
    this.orchestrationId = orchestration.id;
    this.registerOutputs({ orchestrationId: this.orchestrationId });
  }

  #orchestration({ organization, teamIds, protect }: EventRoutingArgs): EventOrchestration {
    const owner = organization.rulesRepository.owner;
    return new EventOrchestration(
      this.child("orchestration"),
      {
        name: `${organization.title} releases`,
        description: ownedText("Entrance for events of all services", owner),
        team: idOf(teamIds, owner),
      },
      this.under({ protect }),
    );
  }

  #router(orchestration: EventOrchestration, names: readonly string[]): void {
    const route = { lookupBy: "service_name", source: routingField, regex: routingExpression(names) } as const;
    const rules = names.length === 0 ? [] : [{ label: "To the service named", actions: { dynamicRouteTos: [route] } }];
    new EventOrchestrationRouter(
      this.child("router"),
      {
        eventOrchestration: orchestration.id,
        set: { id: "start", rules },
        catchAll: { actions: { routeTo: "unrouted" } },
      },
      this.under(),
    );
  }
}
