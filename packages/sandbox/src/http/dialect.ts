import type { IncomingHttpHeaders } from "node:http";
import type { VendorId } from "@launchgate/core";
import type { Resource } from "../resource-table/resource.ts";
import type { AccessLevel } from "../seed.ts";
import type { Data, Entity } from "../world/entity.ts";
import type { Answer, Call, VendorRequest, WireAnswer } from "./message.ts";
import type { RefusalReason } from "./refusal.ts";

/** Where a path begins to mean something. */
export interface SplitPath {
  /** Part that says the API or its version: kept for addresses in answers, not routed on. */
  readonly prefix: string;
  readonly path: string;
}

/** Token, and at Datadog the API key beside it, as a request carries them. */
export interface Presented {
  /** Empty where only an API key was sent (Datadog's intake). */
  readonly token: string;
  readonly apiKey?: string;
}

/** How many calls a token may make, and how the vendor tells. */
export interface RateLimit {
  /** Calls in a window. */
  readonly limit: number;
  readonly windowSeconds: number;
  /** Headers of every answer. `resetAt`: seconds since 1970 of sandbox time at which the window ends. */
  headers(state: RateState): Record<string, string>;
}

/** Where a token stands in its window. */
export interface RateState {
  readonly limit: number;
  readonly remaining: number;
  readonly used: number;
  readonly resetAt: number;
  readonly resetInSeconds: number;
}

/** How one vendor speaks: everything that is the same for all of its resources. */
export interface Dialect {
  readonly vendor: VendorId;
  /** Hosts of the vendor, served through the proxy and with certificates. */
  readonly hosts: readonly string[];
  /** Most calls of a token; absent where the vendor tells nothing. */
  readonly rateLimit?: RateLimit;
  split(path: string, host: string): SplitPath;
  /** What a request carries to say who it is. */
  presented(headers: IncomingHttpHeaders): Presented | undefined;
  /** Scopes of a token of this level. */
  grants(access: AccessLevel): readonly string[];
  /** Checks of every call that need the world: the team in the query, a header that acts need. Throws a Refusal. */
  admit?(call: Call): void;
  /** The vendor's body and status of a no. `request` is there always, who it is and the route only sometimes. */
  refuse(reason: RefusalReason, request: VendorRequest): Answer;
  /** Takes the fields of a resource out of a request body. */
  unwrap(body: unknown, resource: Resource): unknown;
  /** Puts one resource into a body. */
  wrap(view: Data, resource: Resource): unknown;
  /** One page of a list; `view` makes the body of one item. */
  page(entities: readonly Entity[], view: (entity: Entity) => Data, resource: Resource, call: Call): Answer;
  /** Last word on every answer: ETag, request id and other headers. */
  finish(answer: WireAnswer, request: VendorRequest): WireAnswer;
}
