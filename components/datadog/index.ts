/** Components for Datadog; programs use {@link ObservabilityGlobals} and {@link ServiceObservability}. */
export * from "./metrics.ts";
export * from "./observability-globals.ts";
export * from "./runbooks.ts";
export * from "./service-observability-args.ts";
export * from "./service-observability.ts";
