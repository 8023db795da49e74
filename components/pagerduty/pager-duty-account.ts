import type * as pulumi from "@pulumi/pulumi";
import { valueOrThrow, type OnCall, type Organization, type Service, type Stage, type Vendors } from "@launchgate/core";
import { Component } from "../component.ts";
import { BusinessServices } from "./business-services.ts";
import { EscalationChain } from "./escalation-chain.ts";
import { EventRouting } from "./event-routing.ts";
import { OnCallDirectory } from "./on-call-directory.ts";
import { OnCallRota } from "./on-call-rota.ts";
import { resolvePagerDutyAccount } from "./pager-duty-account-plan.ts";

/** What the shared part of PagerDuty is made of. */
export interface PagerDutyAccountArgs {
  readonly organization: Organization;
  /** Services that events can be routed to. */
  readonly services: Readonly<Record<string, Service>>;
  /** Stages of those services; a stage that pages nobody has no service in PagerDuty. */
  readonly stages: Readonly<Record<string, Stage>>;
  readonly onCall: OnCall;
  /** Plans in use: business services and event routing are left out where the plan lacks them (A3). */
  readonly vendors: Vendors;
  /** Reads a secret of the stack's configuration: e-mail addresses and numbers of people (house decision 10). */
  readonly personal: (secretKey: string) => pulumi.Output<string>;
  /** Schedules, escalation policies and the entrance for events cannot be deleted by accident. */
  readonly protect: boolean;
}

type Ids = Readonly<Record<string, pulumi.Output<string>>>;

/**
 * What all stages share in PagerDuty: people, teams, rotas, escalation policies, business services, the entrance for
 * events (O1, D4; house decision 2). Services belong to their stages: see `ServicePager`.
 */
export class PagerDutyAccount extends Component {
  /** PagerDuty ids by person with a seat. */
  readonly userIds: Ids;
  /** PagerDuty ids by team. */
  readonly teamIds: Ids;
  /** PagerDuty ids by rotation. */
  readonly scheduleIds: Ids;
  /** PagerDuty ids by escalation. */
  readonly escalationPolicyIds: Ids;
  /** PagerDuty ids by business service; empty where the plan has none. */
  readonly businessServiceIds: Ids;
  /** PagerDuty id of the entrance for events; undefined where the plan has none. */
  readonly orchestrationId: pulumi.Output<string> | undefined;

  readonly #args: PagerDutyAccountArgs;

  constructor(name: string, args: PagerDutyAccountArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolvePagerDutyAccount(args));
    super("launchgate:pagerduty:PagerDutyAccount", name, { plan: args.vendors.pagerduty.plan, ...resolved }, options);
    this.#args = args;
    const directory = this.#directory();
    this.userIds = directory.userIds;
    this.teamIds = directory.teamIds;
    this.scheduleIds = this.#rotas();
    this.escalationPolicyIds = this.#escalations(directory);
    this.businessServiceIds = resolved.businessServices ? this.#businessServices() : {};
    this.orchestrationId = resolved.eventRouting ? this.#eventRouting() : undefined;
    this.registerOutputs(this.#outputs());
  }

  #outputs(): pulumi.Inputs {
    const { userIds, teamIds, scheduleIds, escalationPolicyIds, businessServiceIds, orchestrationId } = this;
    return { userIds, teamIds, scheduleIds, escalationPolicyIds, businessServiceIds, orchestrationId };
  }

  #directory(): OnCallDirectory {
    const { organization, onCall, personal } = this.#args;
    const args = { organization, notifications: onCall.notifications, personal };
    return new OnCallDirectory(this.child("directory"), args, { parent: this });
  }

  #rotas(): Ids {
    const { onCall, protect } = this.#args;
    const { userIds, teamIds } = this;
    const entries = Object.entries(onCall.rotations).map(([rotationId, rotation]) => {
      const args = { rotationId, rotation, userIds, teamIds, protect };
      return [rotationId, new OnCallRota(this.child(`rota-${rotationId}`), args, { parent: this }).scheduleId] as const;
    });
    return Object.fromEntries(entries);
  }

  #escalations(directory: OnCallDirectory): Ids {
    const { onCall, protect } = this.#args;
    const { userIds, teamIds, scheduleIds } = this;
    const entries = Object.entries(onCall.escalations).map(([escalationId, escalation]) => {
      const team = directory.teams[escalation.team];
      const after = team === undefined ? [] : [team];
      const args = { escalationId, escalation, userIds, scheduleIds, teamIds, after, protect };
      const chain = new EscalationChain(this.child(`escalation-${escalationId}`), args, { parent: this });
      return [escalationId, chain.policyId] as const;
    });
    return Object.fromEntries(entries);
  }

  #businessServices(): Ids {
    const { organization, onCall } = this.#args;
    const args = { organization, businessServices: onCall.businessServices, teamIds: this.teamIds };
    return new BusinessServices(this.child("business"), args, { parent: this }).businessServiceIds;
  }

  #eventRouting(): pulumi.Output<string> {
    const { organization, services, stages, protect } = this.#args;
    const args = { organization, services, stages, teamIds: this.teamIds, protect };
    return new EventRouting(this.child("events"), args, { parent: this }).orchestrationId;
  }
}
