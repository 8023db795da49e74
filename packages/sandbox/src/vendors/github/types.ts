import type { Data } from "../../world/entity.ts";
/** A user as it is kept. */
export interface UserData extends Data {
  readonly login: string;
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly email: string;
  /** Holder of the tokens of this account: id of a person or a machine role. */
  readonly holder: string;
}

/** Settings of the organisation, as kept. */
export interface OrganizationData extends Data {
  readonly login: string;
  readonly id: number;
  readonly node_id: string;
  readonly name: string;
  readonly billing_email: string;
  readonly default_repository_permission: string;
}

/** A repository as kept; merge and feature switches are further fields of the same names as on the wire. */
export interface RepositoryData extends Data {
  readonly name: string;
  readonly id: number;
  readonly node_id: string;
  readonly owner: string;
  readonly visibility: "public" | "private" | "internal";
  readonly default_branch: string;
  readonly archived: boolean;
  readonly topics: readonly string[];
  readonly security_and_analysis: SecurityAndAnalysis;
  /** Set through POST only: the first branch is made. */
  readonly auto_init: boolean;
}

/** Security features of a repository, each with its status. */
export type SecurityAndAnalysis = Readonly<Record<string, { readonly status: "enabled" | "disabled" }>>;

/** A team as kept. */
export interface TeamData extends Data {
  readonly name: string;
  readonly slug: string;
  readonly id: number;
  readonly node_id: string;
  readonly description: string | null;
  readonly privacy: "secret" | "closed";
  readonly notification_setting: string;
  readonly permission: string;
  readonly parent_team_id: number | null;
}

/** Somebody in a team or in the organisation. */
export interface MembershipData extends Data {
  readonly login: string;
  readonly role: string;
  readonly state: "active" | "pending";
}

/** What a team may do with a repository. */
export interface TeamRepositoryData extends Data {
  readonly repository: string;
  readonly permission: string;
}

/** A branch: its name and the commit that it points at. */
export interface BranchData extends Data {
  readonly name: string;
  readonly sha: string;
  /** Login of who pushed last. */
  readonly pusher?: string;
}
