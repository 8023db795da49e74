import type { VendorId } from "@launchgate/core";
import type { z } from "zod";
import type { Call } from "../http/message.ts";
import type { FieldProblem } from "../http/refusal.ts";
import type { Data, Entity } from "../world/entity.ts";

/**
 * What a route does with its resource.
 * - `create`: makes one. `read`: gives one. `list`: gives all, in pages.
 * - `update`: changes the fields given. `replace`: sets all fields, those not given to their defaults.
 * - `upsert`: makes or replaces the one that the path names. `remove`: takes it away with all that belongs to it.
 */
export type OperationKind = "create" | "read" | "list" | "update" | "replace" | "upsert" | "remove";

/**
 * Routes of a resource: `"<METHOD> <template> -> <status>"`, or a list of them for one act with several addresses. Two
 * statuses `201/204` are those of `upsert`: made / replaced. Status 204 has no body; ` {}` behind the status answers an
 * empty object, ` []` an empty list; ` = <template>` behind all names the path of the published schema that this address
 * stands for.
 */
export type Operations = Readonly<Partial<Record<OperationKind, string | readonly string[]>>>;

/** How bodies carry a thing. */
export interface Wrap {
  /** Key of one: `{project: {...}}`. Absent: the bare thing. */
  readonly one?: string;
  /** Key of a list: `{projects: [...]}`. Absent: the bare list. */
  readonly many?: string;
  /** Type of the thing in JSON:API bodies (`{data: {id, type, attributes}}`): Datadog's second version. */
  readonly jsonApi?: string;
}

/** Says whether an item is in a list; written as a method so that rows of all types fit into one table. */
type Filter<D extends Data> = { isIn(entity: Entity<D>, value: string, call: Call): boolean }["isIn"];

/** Which fields and items a list takes from the query. */
export interface ListRules<D extends Data = Data> {
  /** Query parameter -> whether an item is in. A parameter that is not given filters nothing. */
  readonly filters?: Readonly<Record<string, Filter<D>>>;
  /** Order of the items; default: oldest first. */
  sort?(a: Entity<D>, b: Entity<D>, call: Call): number;
  /** What a list shows of an item where it is less than `view`. */
  view?(entity: Entity<D>, call: Call): Data;
}

/**
 * One row of the table: a kind of thing that a vendor keeps. Everything that a plain resource needs is said here as data;
 * the hooks are for what data cannot say. See docs/adding-a-resource.md.
 */
export interface Resource<D extends Data = Data> {
  readonly vendor: VendorId;
  /** Kebab-case name; with the vendor it is the collection: `github.label`. */
  readonly name: string;
  /** Name in the vendor's error messages; default: `name`. */
  readonly title?: string;
  /** Where the rules come from: specification path, provider source, vendor page, or `[unverified]`. */
  readonly source: string;
  /** What it belongs to; it is removed with that. */
  readonly parent?: Resource;
  /**
   * Path parameter -> field that it names the thing by, in order of preference; `id|name` where one parameter takes
   * either. Empty for a singleton: one of it per
   * parent, always there with its defaults unless `absent` says `missing`.
   */
  readonly identity: Readonly<Record<string, string>>;
  /** Whether names are found in any letter case. Default false. */
  readonly foldCase?: boolean;
  /** Singletons: what a read finds before anything was set. Default `defaults`. */
  readonly absent?: "defaults" | "missing";
  readonly operations: Operations;
  /** Scope that reading and writing needs; `null`: any token. */
  readonly scopes: { readonly read: string | null; readonly write: string | null };
  /** Fields that a client may set. Unknown ones are dropped; `z.strictObject` refuses them. No defaults here. */
  readonly input: z.ZodObject;
  /** Fields of `update` and of the second `upsert`; default: `input` with every field optional. */
  readonly update?: z.ZodObject;
  /** Fields that no other of the same parent may have the same value in (together), with the vendor's message. */
  readonly unique?: readonly { readonly fields: readonly string[]; readonly message: string }[];
  /** Fields that `update` and `replace` refuse to change. */
  readonly immutable?: readonly string[];
  /** Fields that no answer carries: secrets. */
  readonly writeOnly?: readonly string[];
  /** Parameters of the path that are secrets: never logged. */
  readonly secretParams?: readonly string[];
  readonly wrap?: Wrap;
  readonly list?: ListRules<D>;

  /** Values of fields that were not given. */
  defaults?(call: Call, parent: Entity | undefined): Partial<D>;
  /** Fields that the vendor makes itself, at creation only: ids, keys. */
  computed?(input: D, call: Call, parent: Entity | undefined): Partial<D>;
  /** Brings values to the form in which the vendor keeps them. `before` is there on a change. */
  normalise?(data: D, call: Call, before: Entity<D> | undefined, parent: Entity | undefined): D;
  /** Rules that span fields or things; told all problems at once. */
  check?(data: D, call: Call, before: Entity<D> | undefined, parent: Entity | undefined): readonly FieldProblem[];
  /** Asked before every act on this thing and on everything beneath it; throws a Refusal: archived, locked, busy. */
  guard?(entity: Entity<D>, call: Call, act: OperationKind): void;
  /** What answers show; default: all fields but `writeOnly`. */
  view?(entity: Entity<D>, call: Call): Data;
  /** What else happens. */
  created?(entity: Entity<D>, call: Call): void;
  updated?(entity: Entity<D>, call: Call, before: Entity<D>): void;
  /** Runs before the thing and its children go; may refuse. */
  removing?(entity: Entity<D>, call: Call): void;
}

/** Writes a row with the types of its own data. */
export function resource<D extends Data>(row: Resource<D>): Resource<D> {
  return row;
}

/** Collection that things of a resource are kept in. */
export function collection(row: Pick<Resource, "vendor" | "name">): string {
  return `${row.vendor}.${row.name}`;
}
