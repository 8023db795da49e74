/** Components for Datadog; programs use {@link ObservabilityGlobals}, {@link ServiceObservability} and {@link StageCosts}. */
export * from "./metrics.ts";
export * from "./observability-globals.ts";
export * from "./runbooks.ts";
export * from "./service-observability-args.ts";
export * from "./service-observability.ts";
export * from "./stage-costs.ts";
