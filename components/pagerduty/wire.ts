/**
 * Values as the PagerDuty API spells them. The SDK types are plain `string` and its documentation camel-cases words that the
 * API writes with underscores (facts/providers.md, fact 1), so the compiler checks against these instead.
 */

/** Kind of a contact method that the model knows. */
export type ContactKind = "email" | "phone" | "sms";
/** `type` of a contact method. */
export type ContactMethodType = "email_contact_method" | "phone_contact_method" | "sms_contact_method";
/** Urgency of an incident, and of the notification rules that it uses. `low` does not escalate. */
export type Urgency = "high" | "low";
/** Role of a person in a team. */
export type TeamRole = "observer" | "responder" | "manager";
/** `type` of a restriction of a schedule layer. */
export type RestrictionType = "daily_restriction" | "weekly_restriction";
/** `type` of a target of an escalation level. */
export type EscalationTargetType = "user_reference" | "schedule_reference";
/** What an alert becomes. The other value, `create_incidents`, is no longer offered by the vendor. */
export type AlertCreation = "create_alerts_and_incidents";
/** Moment of a scheduled action. */
export type ScheduledActionName = "support_hours_start" | "support_hours_end";
/** Seconds that a transient alert can be held back; the plugin takes no others. */
export type AutoPauseSeconds = 120 | 180 | 300 | 600 | 900;
/** `type` of an integration without vendor. */
export type IntegrationType = "events_api_v2_inbound_integration";
/** `type` of a side of a dependency, as requests spell it; answers append `_reference`. */
export type DependencyType = "business_service" | "service";
/** Whether one or all of the fields must be equal. */
export type AlertGroupingAggregate = "all" | "any";
/** How a dynamic route finds its service. */
export type RouteLookup = "service_id" | "service_name";
/** Severity of an event. */
export type EventSeverity = "info" | "warning" | "error" | "critical";

/** Wire type of each kind of contact method. */
export const contactMethodTypes: Readonly<Record<ContactKind, ContactMethodType>> = {
  email: "email_contact_method",
  phone: "phone_contact_method",
  sms: "sms_contact_method",
};

/** Least and most seconds of a turn (validator of the plugin). */
export const turnSeconds = { least: 3_600, most: 31_536_000 } as const;

/** Characters that the plugin refuses in the name of an escalation policy. */
export const forbiddenInPolicyNames = /[\\/&<>\p{C}]/u;
