import type { Data } from "../../../world/entity.ts";
import type { Pointer, TypedPointer } from "../references.ts";

/** `high` wakes people and escalates; `low` waits. */
export type Urgency = "high" | "low";

/** Who did something: `user`, `service` or `integration`, by id. */
export type Agent = TypedPointer;

/** That somebody has been asked, or has answered; milliseconds since 1970. */
export interface Turn extends Data {
  readonly at: number;
  readonly by: Agent;
}

/** An incident as it is kept. Times are milliseconds since 1970. */
export interface IncidentData extends Data {
  readonly id: string;
  readonly number: number;
  readonly key: string;
  readonly title: string;
  readonly details: Data | null;
  readonly status: "triggered" | "acknowledged" | "resolved";
  readonly urgency: Urgency;
  readonly service: Pointer;
  readonly policy: Pointer;
  /** Level of the policy that is asked, from 1; 0: nobody is on call at any. */
  readonly level: number;
  /** How many times the policy has been gone through before. */
  readonly loop: number;
  readonly assignments: readonly Turn[];
  readonly via: "escalation_policy" | "direct_assignment";
  readonly acknowledgements: readonly Turn[];
  readonly statusChange: Turn;
  readonly resolvedAt: number | null;
}

/** One alert of a service; several can make one incident. */
export interface AlertData extends Data {
  readonly id: string;
  readonly key: string;
  readonly status: "triggered" | "resolved";
  readonly summary: string;
  readonly severity: "critical" | "error" | "warning" | "info";
  readonly suppressed: boolean;
  /** Id of its incident; `null`: suppressed, or paused. */
  readonly incident: string | null;
  readonly integration: Pointer | null;
  readonly details: Data;
  readonly resolvedAt: number | null;
}

/** Kinds of log entries that the sandbox writes. */
export type LogKind =
  | "acknowledge"
  | "annotate"
  | "assign"
  | "escalate"
  | "exhaust_escalation_path"
  | "notify"
  | "repeat_escalation_path"
  | "resolve"
  | "snooze"
  | "trigger"
  | "unacknowledge"
  | "urgency_change";

/** A line of an incident's log. */
export interface LogData extends Data {
  readonly id: string;
  readonly kind: LogKind;
  readonly agent: Agent;
  /** Users it is about: who was told or asked. */
  readonly users: readonly Pointer[];
  readonly channel: Data & { readonly type: string };
}

/** A remark on an incident. */
export interface NoteData extends Data {
  readonly id: string;
  readonly user: Pointer;
  readonly content: string;
}

/** A message that went to somebody. */
export interface NotificationData extends Data {
  readonly id: string;
  readonly type: "sms_notification" | "email_notification" | "phone_notification" | "push_notification";
  readonly address: string;
  readonly user: Pointer;
  readonly incident: string;
}
