/** What an application gets from the platform that starts it. */
export interface ApplicationContext {
  /** Its variables; nothing else of the outside is read. */
  readonly environment: Readonly<Record<string, string>>;
  /** Id of the service: tag `service`. */
  readonly application: string;
  /** Release: header `x-release-version` and tag `version`. */
  readonly version: string;
  /** Name of one of the behaviours of behaviours.ts. */
  readonly behaviour: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Adds to a metric that is a count. */
  readonly count: (metric: string, by?: number) => void;
  /** Sets a metric that is a gauge. */
  readonly gauge: (metric: string, value: number) => void;
}

/** A started application. */
export interface RunningApplication {
  /** Port on 127.0.0.1. */
  readonly port: number;
  /** Lets requests under way end, then ends. */
  close(): Promise<void>;
}

/** Starts an application: what a module that can be deployed exports as `serve`. */
export type Application = (context: ApplicationContext) => Promise<RunningApplication>;
