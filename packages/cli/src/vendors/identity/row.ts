/** What a vendor does with a second thing that bears the same identity. */
export type Twin =
  /** Refuses it. */
  | "refused"
  /** Writes the first one again, or its provider takes that one over. */
  | "overwritten"
  /** Makes it: from then on two are there. */
  | "made";

/** How things of a kind are told apart before their ids are known. */
export interface NamedRow {
  /**
   * Properties that name one thing among all of its kind, the container first. Of each: path (`tagPolicy.tagKey`; into JSON text and
   * lists as well), `a|b` for the first one given, `?` at the end where it may be left out, `#` before it for personal data,
   * which is compared by a digest.
   */
  readonly parts: readonly string[];
  /** Where the inventory tells the same: joined as its id, as its `alias` (see {@link aliasOf}), or as its name. */
  readonly told: "id" | "alias" | "name";
  /** What joins the parts of an id. Default `:`. */
  readonly joint?: ":" | "/";
  readonly twin: Twin;
  /** Whether the provider's id may have another form than the inventory's, so that a resource that has one is matched by parts too. */
  readonly otherId?: true;
  /** Parts that the provider's id is made of, `/` between them. Default: the inventory's id is the provider's. */
  readonly stateId?: readonly string[];
}

/** A kind of which nothing can be there twice and nothing has to be looked for. */
export interface SingleRow {
  /** Inputs that name what it is a setting of; none for an account. */
  readonly settingOf: readonly string[];
}

/** A kind whose provider finishes an interrupted creation by itself. */
export interface SelfFinishedRow {
  /** Inputs that together name one thing. */
  readonly selfFinished: readonly string[];
}

/** One row of the table of identities. */
export type IdentityRow = NamedRow | SingleRow | SelfFinishedRow;

/** A declaration as a state holds it. */
export interface Declared {
  /** Pulumi type token. */
  readonly type: string;
  /** The provider's id; empty where it is not known. */
  readonly id: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** Whether things of this row are looked for. */
export function isNamed(row: IdentityRow | undefined): row is NamedRow {
  return row !== undefined && "parts" in row;
}
