import * as pagerduty from "@pulumi/pagerduty";
import * as pulumi from "@pulumi/pulumi";
import { valueOrThrow } from "@launchgate/core";
import { Component } from "../component.ts";
import { managedBy } from "./descriptions.ts";
import { defaultLabel, type ContactMethod } from "./notification-rules.ts";
import { resolvePagedPerson, type PagedPersonArgs, type ResolvedPagedPerson } from "./paged-person-plan.ts";
import { pluginVersion } from "./plugin-4/version.ts";
import { contactMethodTypes, type ContactKind } from "./wire.ts";

/**
 * A person who can be paged: user, contact methods, notification rules (O1). The plugin takes over an existing user with
 * the same address (A1), but no contact method and no rule: it refuses those that are there already. Addresses and numbers
 * are secret at every place, in state as well.
 *
 * PagerDuty gives a new user an e-mail method with the address for signing in, labelled `Default`, and rules that tell by
 * it at once, for high and for low urgency. These are not declared: `kinds` and `vendorMade` say that the person is reached
 * by them (O1), and a rule by e-mail after a delay uses that method. Source: users as the REST API shows them (one method,
 * two rules of 0 minutes with it); terraform-provider-pagerduty 3.32 (plugin 4.34), user_contact_method and
 * user_notification_rule, which take over nothing.
 *
 * Not protected and not kept: who leaves the model leaves PagerDuty. Not managed: what PagerDuty makes by itself (whether
 * the method follows a later change of the address is [unverified]), push devices, the licence.
 */
export class PagedPerson extends Component {
  /** PagerDuty id of the person. */
  readonly userId: pulumi.Output<string>;

  readonly #args: PagedPersonArgs;
  readonly #resolved: ResolvedPagedPerson;

  constructor(name: string, args: PagedPersonArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolvePagedPerson(args));
    const kinds = [...resolved.kinds];
    const vendorMade = [...resolved.vendorMade];
    super("launchgate:pagerduty:PagedPerson", name, { personId: args.personId, kinds, vendorMade }, options);
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

  /** Ids of the contact methods; the one of PagerDuty is read only where a rule uses it. */
  #contactMethods(user: pagerduty.User): ReadonlyMap<ContactKind, pulumi.Output<string>> {
    const { methods, rules } = this.#resolved;
    const made = methods.map((method) => [method.kind, this.#contactMethod(user, method).id] as const);
    if (!rules.some(({ method }) => method === "email")) return new Map(made);
    const wanted = { userId: user.id, type: contactMethodTypes.email, label: defaultLabel };
    const given = pagerduty.getUserContactMethodOutput(wanted, { parent: this, version: pluginVersion });
    return new Map([...made, ["email", given.id]]);
  }

  #contactMethod(user: pagerduty.User, { kind, secretKey }: ContactMethod): pagerduty.UserContactMethod {
    return new pagerduty.UserContactMethod(
      this.child(kind),
      {
        userId: user.id,
        type: contactMethodTypes[kind],
        address: this.#secret(secretKey),
        countryCode: this.#args.person.contact.countryCode,
        label: "Work",
      },
      this.under({ version: pluginVersion, additionalSecretOutputs: ["address"] }),
    );
  }

  #rules(user: pagerduty.User, methods: ReadonlyMap<ContactKind, pulumi.Output<string>>): void {
    for (const { key, urgency, method, delayMinutes } of this.#resolved.rules) {
      const id = methods.get(method);
      if (!id) continue;
      new pagerduty.UserNotificationRule(
        this.child(`notify-${key}`),
        {
          userId: user.id,
          urgency,
          startDelayInMinutes: delayMinutes,
          contactMethod: { id, type: contactMethodTypes[method] },
        },
        this.under({ version: pluginVersion }),
      );
    }
  }

  #secret(key: string): pulumi.Output<string> {
    return pulumi.secret(this.#args.personal(key));
  }
}
