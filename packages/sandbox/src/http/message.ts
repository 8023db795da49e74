import type { IncomingHttpHeaders } from "node:http";
import type { Holder } from "../seed.ts";
import type { World } from "../world/world.ts";

/** HTTP methods that vendors use. */
export const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;

/** One of {@link methods}. */
export type Method = (typeof methods)[number];

/** What a client asked, before anyone knows who it is. */
export interface VendorRequest {
  readonly method: string;
  /** Host of the request without port, lower case: the vendor's own when the client came through the proxy. */
  readonly host: string;
  /** Scheme, host and port as the client called them: `http://127.0.0.1:4010`. */
  readonly origin: string;
  /** Path as sent, without query. */
  readonly rawPath: string;
  /** What the dialect cut off the path: GitHub's `/api/v3`, Vercel's `/v9`. */
  readonly prefix: string;
  /** Path on which the request is routed. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  /** The body, parsed where it is JSON; `undefined` where there is none or it is no JSON. */
  readonly body: unknown;
  /** The body as sent. */
  readonly raw: Buffer;
}

/** A request that was routed and authenticated: what handlers get. */
export interface Call {
  readonly world: World;
  readonly request: VendorRequest;
  /** Values of the path template's parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly holder: Holder;
  /** Sandbox time of the call, milliseconds since 1970: the same for everything the call does. */
  readonly now: number;
  /** Start of the API's addresses as the client calls them: `http://127.0.0.1:4010/api/v3`. */
  readonly base: string;
}

/** What a handler answers. */
export interface Answer {
  readonly status: number;
  /** JSON value; `undefined`: no body. */
  readonly body?: unknown;
  /** Sent as it is instead of `body`, with its own content type among the headers. */
  readonly text?: string;
  /** Sent as it is instead of `body`: what is no text, such as a zip file; with its own content type. */
  readonly bytes?: Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer on its way out: the body is text, or bytes that are none. */
export interface WireAnswer {
  readonly status: number;
  readonly text: string | undefined;
  readonly bytes?: Buffer;
  readonly headers: Readonly<Record<string, string>>;
}
