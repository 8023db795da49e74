import type { Reply } from "./reply.ts";
import type { Switches } from "./switches.ts";

/** What a route gets. */
export interface Asked {
  /** Parts of the path that its template names. */
  readonly params: Readonly<Record<string, string | undefined>>;
  /** JSON of the body; `undefined` without one. */
  readonly body: unknown;
}

/** One route of an application. */
export interface AppRoute {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** `/v1/orders/:id`. */
  readonly path: string;
  /** Refused while writes are frozen (B3). */
  readonly isWrite?: boolean;
  /** Wants the workspace's token. */
  readonly wantsCredentials?: boolean;
  /** Answers even where this version fails: `/health`, `/ready`, `/metrics`. */
  readonly isDiagnostic?: boolean;
  run(asked: Asked): Promise<Reply> | Reply;
}

/** What an application is made of. */
export interface AppParts {
  readonly routes: readonly AppRoute[];
  readonly switches: Switches;
  /** Whether it can do its work now. @throws Refused where it cannot */
  readonly ready: () => Promise<void>;
  /** Gauges of its own for `/metrics` and for Datadog: name there to value. */
  readonly gauges: () => Readonly<Record<string, number>>;
  /** Ends what it opened. */
  readonly close: () => Promise<void>;
}
