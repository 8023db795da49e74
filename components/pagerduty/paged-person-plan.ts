import type * as pulumi from "@pulumi/pulumi";
import { resolution, type OnCall, type Person, type Resolution } from "@launchgate/core";
import {
  contactMethods,
  isMethodVendorMade,
  isRuleVendorMade,
  notificationProblems,
  notificationRules,
  reachabilityProblems,
  type ContactMethod,
  type NotificationRule,
} from "./notification-rules.ts";
import { pagerDutyTimeZone } from "./time-zones.ts";
import type { ContactKind } from "./wire.ts";

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
  /** Every way to reach the person, e-mail first. */
  readonly kinds: readonly ContactKind[];
  /** Contact methods to declare. */
  readonly methods: readonly ContactMethod[];
  /** Rules to declare. */
  readonly rules: readonly NotificationRule[];
  /** Keys of the rules of the model that PagerDuty makes by itself, such as `high-email-after-0m`. */
  readonly vendorMade: readonly string[];
  /** Zone for display. A zone that PagerDuty does not know is left out: PagerDuty then takes the account's. */
  readonly timeZone: string | undefined;
}

/** Fills in, or tells every problem of the notification rules and of the person's methods. */
export function resolvePagedPerson(
  args: Pick<PagedPersonArgs, "personId" | "person" | "notifications">,
): Resolution<ResolvedPagedPerson> {
  const { personId, person, notifications } = args;
  const methods = contactMethods(person);
  const rules = notificationRules(person, notifications);
  const resolved = {
    kinds: methods.map(({ kind }) => kind),
    methods: methods.filter((method) => !isMethodVendorMade(method)),
    rules: rules.filter((rule) => !isRuleVendorMade(rule)),
    vendorMade: rules.filter(isRuleVendorMade).map(({ key }) => key),
    timeZone: pagerDutyTimeZone(person.timeZone),
  };
  return resolution(resolved, [
    ...notificationProblems(notifications),
    ...reachabilityProblems(personId, person, notifications),
  ]);
}
