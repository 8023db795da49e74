import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type OnCall, type Person, type Resolution } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import {
  contactMethods,
  notificationProblems,
  notificationRules,
  reachabilityProblems,
  type ContactMethod,
  type NotificationRule,
} from "./notification-rules.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { pagerDutyTimeZone } from "./time-zones.ts";
import { contactMethodTypes, type ContactKind } from "./wire.ts";

/** What one person with a seat is made of. */
export interface PagedPersonArgs {
  /** Id in the model. */
  readonly personId: string;
  readonly person: Person;
  /** When and how people are told. */
  readonly notifications: OnCall["notifications"];
  /** Reads a secret of the stack's configuration: addresses and numbers are personal data (house decision 10). */
  readonly personal: (secretKey: string) => pulumi.Output<string>;
}

/** {@link PagedPersonArgs} with methods and rules told. */
export interface ResolvedPagedPerson {
  /** Contact methods the person has. */
  readonly methods: readonly ContactMethod[];
  readonly rules: readonly NotificationRule[];
  /** Zone for display. A zone that PagerDuty does not know is left out: PagerDuty then takes the account's. */
  readonly timeZone: string | undefined;
}

/** Fills in, or tells every problem of the notification rules and of the person's methods. */
export function resolvePagedPerson(
  args: Pick<PagedPersonArgs, "personId" | "person" | "notifications">,
): Resolution<ResolvedPagedPerson> {
  const { personId, person, notifications } = args;
  const resolved = {
    methods: contactMethods(person),
    rules: notificationRules(person, notifications),
    timeZone: pagerDutyTimeZone(person.timeZone),
  };
  return resolution(resolved, [
    ...notificationProblems(notifications),
    ...reachabilityProblems(personId, person, notifications),
  ]);
}

/**
 * A person who can be paged: user, contact methods, notification rules (O1). The plugin takes over an existing user with
 * the same address and existing contact methods (A1). Addresses and numbers are secret at every place, in state as well.
 *
 * Not protected and not kept: who leaves the model leaves PagerDuty. Not managed: the rules PagerDuty gives to a new user
 * by itself, push devices, the licence.
 */
export class PagedPerson extends Component {
  /** PagerDuty id of the person. */
  readonly userId: pulumi.Output<string>;

  readonly #args: PagedPersonArgs;
  readonly #resolved: ResolvedPagedPerson;

  constructor(name: string, args: PagedPersonArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolvePagedPerson(args));
    const kinds = resolved.methods.map(({ kind }) => kind);
    super("launchgate:pagerduty:PagedPerson", name, { personId: args.personId, kinds }, options);
    this.#args = args;
    this.#resolved = resolved;
    const user = this.#user();
    this.#rules(user, this.#contactMethods(user));
    this.userId = user.id;
    this.registerOutputs({ userId: this.userId });
  }

  #user(): pagerduty.User {
    const { person, personId } = this.#args;
    const { timeZone } = this.#resolved;
    return new pagerduty.User(
      this.child("user"),
      {
        name: person.name,
        email: this.#secret(person.contact.email.secret),
        role: person.pagerDutyRole,
        jobTitle: person.jobTitle,
        description: `Person ${personId} of the model (${managedBy})`,
        ...(timeZone === undefined ? {} : { timeZone }),
      },
      this.under({ version: pluginVersion, additionalSecretOutputs: ["email"] }),
    );
  }

  #contactMethods(user: pagerduty.User): ReadonlyMap<ContactKind, pagerduty.UserContactMethod> {
    const { methods } = this.#resolved;
    return new Map(methods.map((method) => [method.kind, this.#contactMethod(user, method)] as const));
  }

  #contactMethod(user: pagerduty.User, { kind, secretKey }: ContactMethod): pagerduty.UserContactMethod {
    return new pagerduty.UserContactMethod(
      this.child(kind),
      {
        userId: user.id,
        type: contactMethodTypes[kind],
        address: this.#secret(secretKey),
        label: "Work",
        ...(kind === "email" ? {} : { countryCode: this.#args.person.contact.countryCode }),
      },
      this.under({ version: pluginVersion, additionalSecretOutputs: ["address"] }),
    );
  }

  #rules(user: pagerduty.User, methods: ReadonlyMap<ContactKind, pagerduty.UserContactMethod>): void {
    for (const { key, urgency, method, delayMinutes } of this.#resolved.rules) {
      const contact = methods.get(method);
      if (!contact) continue;
      new pagerduty.UserNotificationRule(
        this.child(`notify-${key}`),
        {
          userId: user.id,
          urgency,
          startDelayInMinutes: delayMinutes,
          contactMethod: { id: contact.id, type: contactMethodTypes[method] },
        },
        this.under({ version: pluginVersion }),
      );
    }
  }

  #secret(key: string): pulumi.Output<string> {
    return pulumi.secret(this.#args.personal(key));
  }
}
