import * as pagerduty from "@pulumi/pagerduty";
import type * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type OnCall, type Organization, type Resolution } from "@launchgate/core";
import { Component } from "../component.ts";
import { ownedText } from "./descriptions.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { idOf, unknownReference } from "./problems.ts";

/** What the business services are made of. */
export interface BusinessServicesArgs {
  readonly organization: Organization;
  readonly businessServices: OnCall["businessServices"];
  /** PagerDuty ids by team. */
  readonly teamIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Name of the point of contact, by business service. */
export type ResolvedBusinessServices = Readonly<Record<string, { readonly contact: string }>>;

/** Fills in, or tells every problem: `reference.unknown-person`, `reference.unknown-team`. */
export function resolveBusinessServices(
  args: Pick<BusinessServicesArgs, "organization" | "businessServices">,
): Resolution<ResolvedBusinessServices> {
  const { people, teams } = args.organization;
  const entries = Object.entries(args.businessServices);
  const problems = entries.flatMap(([id, { team, pointOfContact }]) => {
    const path = `onCall.businessServices.${id}`;
    return [
      ...unknownReference("team", `${path}.team`, team, Object.keys(teams)),
      ...unknownReference("person", `${path}.pointOfContact`, pointOfContact, Object.keys(people)),
    ];
  });
  const contacts = entries.map(([id, each]) => [id, { contact: people[each.pointOfContact]?.name ?? "" }] as const);
  return resolution(Object.fromEntries(contacts), problems);
}

/** What customers and colleagues see suffering (O1, B8). Only where the plan has business services (A3). */
export class BusinessServices extends Component {
  /** PagerDuty ids by business service. */
  readonly businessServiceIds: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: BusinessServicesArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveBusinessServices(args));
    super("launchgate:pagerduty:BusinessServices", name, { businessServices: Object.keys(resolved) }, options);
    this.businessServiceIds = this.#services(args, resolved);
    this.registerOutputs({ businessServiceIds: this.businessServiceIds });
  }

  #services(
    { businessServices, teamIds }: BusinessServicesArgs,
    resolved: ResolvedBusinessServices,
  ): Record<string, pulumi.Output<string>> {
    const entries = Object.entries(businessServices).map(([id, { title, description, team }]) => {
      const made = new pagerduty.BusinessService(
        this.child(id),
        {
          name: title,
          description: ownedText(description, team),
          pointOfContact: idOf(resolved, id).contact,
          team: idOf(teamIds, team),
        },
        this.under({ version: pluginVersion }),
      );
      return [id, made.id] as const;
    });
    return Object.fromEntries(entries);
  }
}
