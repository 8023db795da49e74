import type { Answer } from "./message.ts";

/** What is wrong with one field of a request. */
export interface FieldProblem {
  /** Where, from the body's root: `["rules", 0, "type"]`. */
  readonly path: readonly (string | number)[];
  readonly code:
    "missing" | "type" | "enum" | "range" | "pattern" | "unknown" | "taken" | "reference" | "immutable" | "custom";
  /** In the vendor's words where they are known. */
  readonly message: string;
  /** The value given. */
  readonly given?: unknown;
}

/** Why a vendor says no; its dialect makes the body of it. */
export type RefusalReason =
  | { readonly kind: "unauthenticated" }
  | { readonly kind: "forbidden"; readonly needs: string; readonly message?: string }
  /** The path leads to nothing. `what`: the resource, for example `label`. */
  | { readonly kind: "missing"; readonly what: string; readonly id?: string }
  | { readonly kind: "unrouted" }
  | { readonly kind: "malformed"; readonly message: string }
  | { readonly kind: "invalid"; readonly what: string; readonly problems: readonly FieldProblem[] }
  | { readonly kind: "conflict"; readonly what: string; readonly message: string }
  /** Busy with another operation: 423 where the vendor locks. */
  | { readonly kind: "locked"; readonly message: string }
  | { readonly kind: "limited"; readonly retryAfterSeconds: number }
  /** A defect of the sandbox. */
  | { readonly kind: "failed" }
  /** Exactly this answer. */
  | { readonly kind: "answer"; readonly answer: Answer };

/** Thrown by handlers to say no: everything the request changed so far is undone. */
export class Refusal extends Error {
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason) {
    super(`refused: ${reason.kind}`);
    this.name = "Refusal";
    this.reason = reason;
  }
}

/** The path leads to no such thing. */
export function missing(what: string, id?: string): Refusal {
  return new Refusal({ kind: "missing", what, ...(id === undefined ? {} : { id }) });
}

/** Fields of the request are wrong. */
export function invalid(what: string, ...problems: FieldProblem[]): Refusal {
  return new Refusal({ kind: "invalid", what, problems });
}

/** A refusal with exactly this status and body. */
export function refuseWith(status: number, body: unknown, headers: Record<string, string> = {}): Refusal {
  return new Refusal({ kind: "answer", answer: { status, body, headers } });
}
