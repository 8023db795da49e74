import type { ReporterTarget } from "./reporter.ts";

/** How the sandbox's clock stands: what a server's own time is reckoned from. */
export interface ClockNote {
  readonly mode: "running" | "paused";
  /** Milliseconds ahead of real time while it runs; the time itself while it is paused. */
  readonly value: number;
}

/** First message to a server's process: what to run. */
export interface StartMessage {
  /** File of the application's module. */
  readonly entry: string;
  readonly application: string;
  readonly version: string;
  readonly behaviour: string;
  /** Its variables, all of them: nothing of the sandbox's own environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: ClockNote;
  readonly datadog: ReporterTarget | null;
}

/** Messages to a server's process. */
export type ToHost = { readonly start: StartMessage } | { readonly clock: ClockNote } | { readonly stop: true };

/** Messages from it. */
export type FromHost = { readonly port: number } | { readonly failed: string };
