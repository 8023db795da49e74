import type { Data } from "../../world/entity.ts";
import type { Pointer, TypedPointer } from "./references.ts";

/** A user as it is kept. */
export interface UserData extends Data {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly time_zone: string;
  readonly color: string;
  readonly role: string;
  readonly job_title: string | null;
  readonly description: string | null;
}

/** A way to reach a user. */
export interface ContactMethodData extends Data {
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly address: string;
  readonly country_code?: number;
  readonly send_short_email?: boolean;
}

/** When a user is told by which way. */
export interface NotificationRuleData extends Data {
  readonly id: string;
  readonly start_delay_in_minutes: number;
  readonly urgency: "high" | "low";
  readonly contact_method: TypedPointer;
}

/** That a user is in a team. */
export interface MembershipData extends Data {
  readonly user_id: string;
  readonly role: "manager" | "observer" | "responder";
}

/** Hours of a layer in which it is on. */
export interface Restriction {
  readonly type: "daily_restriction" | "weekly_restriction";
  readonly duration_seconds: number;
  readonly start_time_of_day: string;
  readonly start_day_of_week?: number | undefined;
}

/** One rotation of a schedule; times are UTC, ISO 8601. */
export interface LayerData extends Data {
  readonly id: string;
  readonly name: string;
  readonly start: string;
  readonly end: string | null;
  readonly rotation_virtual_start: string;
  readonly rotation_turn_length_seconds: number;
  readonly users: readonly { readonly user: Pointer }[];
  /** `null` only as a client sends it. */
  readonly restrictions: readonly Restriction[] | null;
}

/** Who is on call when. */
export interface ScheduleData extends Data {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly time_zone: string;
  readonly schedule_layers: readonly LayerData[];
  readonly teams: readonly Pointer[];
}

/** One step of an escalation. */
export interface RuleData extends Data {
  readonly id?: string;
  readonly escalation_delay_in_minutes: number;
  readonly targets: readonly TypedPointer[];
}

/** Who is asked, and who next. */
export interface PolicyData extends Data {
  readonly id: string;
  readonly name: string;
  readonly description: string | null;
  readonly num_loops: number;
  readonly on_call_handoff_notifications: string;
  readonly escalation_rules: readonly RuleData[];
  readonly teams: readonly Pointer[];
}

/** What can break. */
export interface ServiceData extends Data {
  readonly id: string;
  readonly name: string;
  readonly escalation_policy: Pointer;
  readonly incident_urgency_rule: Data & { readonly type: string };
  readonly support_hours: Data | null;
  readonly scheduled_actions: readonly Data[];
}
