import type { VendorId } from "@launchgate/core";
import type { TargetId } from "../engine/engine-port.ts";
import type { UnreadPart } from "../vendors/inventory-object.ts";

/** How much a difference matters, worst first. */
export const riskIds = ["critical", "high", "medium", "low"] as const;
/** One of {@link riskIds}. */
export type RiskId = (typeof riskIds)[number];

/** What kind of difference it is. */
export type DriftKind =
  /** A field is not as declared. */
  | "changed"
  /** A declared thing is no longer there. */
  | "removed"
  /** A thing is there that no stack declares. */
  | "extra"
  /** The program declares what was never brought up: the vendor is as the last `up` left it. */
  | "not-applied";

/** Why something matters, by the risk table. */
export interface RiskVerdict {
  readonly risk: RiskId;
  /** One clause: what it allows or prevents. */
  readonly reason: string;
  /** Requirement id, such as `P6`. */
  readonly requirement: string;
}

/** Who did it and when, or why that is not known. */
export type Attribution =
  | { readonly known: true; readonly actor: string; readonly at: string; readonly action: string }
  | { readonly known: false; readonly why: string };

/** One difference between what is declared and what is there. */
export interface DriftItem extends RiskVerdict {
  readonly drift: DriftKind;
  readonly vendor: VendorId;
  /** Pulumi type token. */
  readonly kind: string;
  /** Name for people. */
  readonly name: string;
  /** The provider's id. */
  readonly id: string;
  /** Id of the container, for what lives in one. */
  readonly within?: string;
  /** Absent for extras. */
  readonly urn?: string;
  /** Property path, such as `bypassActors[0].actorId`; absent where the whole thing is meant. */
  readonly field?: string;
  /** As declared, shortened; `[secret]` for what is masked; absent where nothing was declared. */
  readonly declared?: string;
  /** As found, in the same form; absent where nothing is there. */
  readonly found?: string;
  /** What makes an extra matter. */
  readonly remark?: string;
  readonly by: Attribution;
}

/** A field that commands own (house decision 3) and that differs from its first value. */
export interface ActOwnedDifference {
  readonly vendor: VendorId;
  readonly kind: string;
  readonly name: string;
  readonly urn: string;
  readonly field: string;
  readonly declared?: string;
  readonly found?: string;
  /** What changes it, by the table in core. */
  readonly act: string;
  /** The act that set it last: known once a release keeps the ledger of acts; until then null. */
  readonly lastAct: null;
}

/** A value that no vendor call shows. */
export interface UnseenValue {
  readonly vendor: VendorId;
  readonly kind: string;
  readonly name: string;
  readonly urn: string;
  readonly field: string;
  /** What stands in for the comparison: `not changed at the vendor since <instant>`, or why there is none. */
  readonly standIn: string;
}

/** A secret or variable that no stack declares and that people set, since a workflow of ours reads it (S3). */
export interface SetByPeople {
  readonly vendor: VendorId;
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  /** Names of the workflows that want it. */
  readonly workflows: readonly string[];
}

/** What `launchgate drift` found; printed by `--json` as it is. */
export interface DriftReport {
  readonly stack: string;
  readonly target: TargetId;
  /** Moment of the comparison, ISO 8601. */
  readonly at: string;
  /** Whether anything differs. */
  readonly drift: boolean;
  /** Ranked: worst first. */
  readonly items: readonly DriftItem[];
  /** Listed apart: no drift. */
  readonly actOwned: readonly ActOwnedDifference[];
  readonly unseen: readonly UnseenValue[];
  /** What could not be looked at: without it, "no drift" is not proven. */
  readonly unread: readonly UnreadPart[];
  /** Things that vendors made by themselves, such as first labels: neither declared nor extra. */
  readonly vendorMade: number;
  /** Set by people because workflows want it: no drift, and never deleted. */
  readonly setByPeople: readonly SetByPeople[];
  /** Vendor objects of the stack that were compared. */
  readonly compared: number;
  /** Said where so much is gone that wrong credentials are likelier than removal. */
  readonly warning?: string;
}

/** `github:RepositoryRuleset` for `github:index/repositoryRuleset:RepositoryRuleset`: as people and the risk table write it. */
export function shortKind(token: string): string {
  const [vendor = "", , name = ""] = token.split(":");
  return `${vendor}:${name}`;
}

/** The vendor of a type token; undefined for kinds of no vendor, such as random passwords. */
export function vendorOf(token: string, known: readonly VendorId[]): VendorId | undefined {
  const prefix = token.split(":")[0];
  return known.find((vendor) => vendor === prefix);
}
