import type { Entity } from "@launchgate/sandbox";
import type { StateResource } from "../../../packages/cli/src/drift/state-resources.ts";
import type { Rows } from "./rows.ts";

/** A vendor's row that is being changed. */
export interface Draft {
  readonly row: Entity;
  readonly data: Record<string, unknown>;
  /** Set: somebody takes the row away. */
  removed?: boolean;
  /** Set: only the moment of the last change is another, as of a secret. */
  touched?: boolean;
}

/** One declared field and where its rows are. */
export interface Change {
  readonly resource: StateResource;
  /** Rows that stand for the resource, in the order of the table. */
  readonly drafts: readonly Draft[];
  /** As declared; undefined for what the state seals. */
  readonly value: unknown;
  /** Positions in the lists of the field's path, outermost first. */
  readonly positions: readonly number[];
}

/** Changes a field at the vendor; false where there is no place for it. */
export type Write = (change: Change) => boolean;

/** How somebody changes what a kind declares, behind the vendor's interface. */
export interface KindMutations {
  /** Rows that stand for the resource. */
  readonly rows: (resource: StateResource, rows: Rows) => readonly (Entity | undefined)[];
  /**
   * Declared field (list positions as `[]`) -> its path in the first row, or how it is changed. Not here: the field of the same name and
   * value is found by itself.
   */
  readonly wire?: Readonly<Record<string, string | Write>>;
  /** Declared fields that are not changed, with the reason; a function where it holds for some resources only. */
  readonly untouched?: Readonly<Record<string, string | ((resource: StateResource) => string | undefined)>>;
  /** Groups of fields that hide others once changed: each group is changed alone, at a resource of its own. */
  readonly alone?: readonly (readonly string[])[];
}

/** Reasons that many kinds have in common. */
export const reasons = {
  identity: "it names the thing: another name is another thing, told as one that is gone",
  made: "decided when the thing is made; the vendor cannot change it afterwards",
  engine: "steers the provider only; the vendor does not know it",
  unseen: "no call of the vendor tells it, nor when it was set: drift lists it under what cannot be seen",
} as const;

/** Why a declared field of a resource is not changed; undefined: it is. */
export function reasonOf(entry: KindMutations | undefined, field: string, resource: StateResource): string | undefined {
  const reason = entry?.untouched?.[field];
  return typeof reason === "function" ? reason(resource) : reason;
}

/** Fields of one name are told apart by nothing but the name. */
export const named = (...fields: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(fields.map((field) => [field, reasons.identity]));

/** Takes the first row away: at this vendor that is how the field is switched off. */
export const takenAway: Write = ({ drafts: [draft] }) => {
  if (draft === undefined) return false;
  draft.removed = true;
  return true;
};

/** Only the vendor's moment of the last change tells of it. */
export const rewritten: Write = ({ drafts: [draft] }) => {
  if (draft === undefined) return false;
  draft.touched = true;
  return true;
};
