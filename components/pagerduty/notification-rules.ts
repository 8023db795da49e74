import { minutes, type OnCall, type Person, type Problem } from "@launchgate/core";
import type { ContactKind, Urgency } from "./wire.ts";

/** One notification rule of one person. */
export interface NotificationRule {
  /** Lasting id: urgency, method and delay. */
  readonly key: string;
  readonly urgency: Urgency;
  readonly method: ContactKind;
  /** Whole minutes after the page. */
  readonly delayMinutes: number;
}

/** A way to reach a person; the address itself stands in secret configuration. */
export interface ContactMethod {
  readonly kind: ContactKind;
  /** Key of the secret. */
  readonly secretKey: string;
}

const urgencies: readonly Urgency[] = ["high", "low"];
const kinds: readonly ContactKind[] = ["email", "phone", "sms"];

/** The contact methods that a person has; e-mail always, and first. */
export function contactMethods(person: Pick<Person, "contact">): ContactMethod[] {
  return kinds.flatMap((kind) => {
    const reference = person.contact[kind];
    return reference === undefined ? [] : [{ kind, secretKey: reference.secret }];
  });
}

const kindsOf = (person: Pick<Person, "contact">): ContactKind[] => contactMethods(person).map(({ kind }) => kind);

/** Label of the e-mail method that PagerDuty gives a new user. Source: users as the REST API shows them. */
export const defaultLabel = "Default";

/**
 * Whether PagerDuty makes the method with the user: e-mail to the address used for signing in. A second one with the same
 * address is refused: "User Contact method must be unique".
 */
export function isMethodVendorMade({ kind }: Pick<ContactMethod, "kind">): boolean {
  return kind === "email";
}

/**
 * Whether PagerDuty makes the rule with the user: by e-mail at once, for either urgency. A second one is refused: "Channel
 * Start delay must be unique for a given contact method".
 */
export function isRuleVendorMade({ method, delayMinutes }: Pick<NotificationRule, "method" | "delayMinutes">): boolean {
  return method === "email" && delayMinutes === 0;
}

/** The rules of a person: those of the model for which the person has the method (O1). */
export function notificationRules(
  person: Pick<Person, "contact">,
  notifications: OnCall["notifications"],
): NotificationRule[] {
  return urgencies.flatMap((urgency) =>
    notifications[urgency]
      .filter(({ method }) => kindsOf(person).includes(method))
      .map(({ method, after }) => rule(urgency, method, minutes(after))),
  );
}

function rule(urgency: Urgency, method: ContactKind, delayMinutes: number): NotificationRule {
  return { key: `${urgency}-${method}-after-${String(delayMinutes)}m`, urgency, method, delayMinutes };
}

/** Problems of the rules themselves: `pagerduty.notification-delay`, `pagerduty.duplicate-notification`. */
export function notificationProblems(notifications: OnCall["notifications"]): Problem[] {
  return urgencies.flatMap((urgency) => {
    const keys = notifications[urgency].map(({ method, after }) => rule(urgency, method, minutes(after)).key);
    return notifications[urgency].flatMap(({ after }, index): Problem[] => {
      const path = `onCall.notifications.${urgency}[${String(index)}]`;
      const repeated = keys.indexOf(keys[index] ?? "") < index;
      return [
        ...(Number.isInteger(minutes(after)) ? [] : [delayProblem(path, after)]),
        ...(repeated ? [twice(path)] : []),
      ];
    });
  });
}

function delayProblem(path: string, value: string): Problem {
  return {
    code: "pagerduty.notification-delay",
    path: `${path}.after`,
    value,
    expected: "whole minutes, as PagerDuty counts them",
    fix: 'Write whole minutes, such as "3 minutes".',
  };
}

function twice(path: string): Problem {
  return {
    code: "pagerduty.duplicate-notification",
    path,
    value: undefined,
    expected: "each method once at the same delay: PagerDuty refuses the second",
    fix: "Remove the repeated rule, or give it another delay.",
  };
}

/** Nobody can be woken without a high-urgency rule they have the method for: `pagerduty.unreachable-person` (D4). */
export function reachabilityProblems(
  personId: string,
  person: Pick<Person, "contact">,
  notifications: OnCall["notifications"],
): Problem[] {
  if (notificationRules(person, notifications).some(({ urgency }) => urgency === "high")) return [];
  return [
    {
      code: "pagerduty.unreachable-person",
      path: `organization.people.${personId}.contact`,
      value: kindsOf(person),
      expected: `a method of onCall.notifications.high: ${notifications.high.map(({ method }) => method).join(", ")}`,
      fix: "Add such a contact method, or tell high urgency by a method that everybody has, such as email.",
    },
  ];
}
