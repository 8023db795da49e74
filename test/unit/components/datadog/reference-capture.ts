import type { Capture, CapturedResource } from "../../../../packages/cli/src/offline/capture.ts";
import { ObservabilityGlobals } from "../../../../components/datadog/observability-globals.ts";
import type { ServiceObservabilityArgs } from "../../../../components/datadog/service-observability-args.ts";
import { ServiceObservability } from "../../../../components/datadog/service-observability.ts";
import { capture } from "../../../helpers/capture.ts";
import { globalsArgs, serviceArgs, type } from "./reference.ts";

/** What a program registered, with look-ups. */
export type Captured = Awaited<ReturnType<typeof capture>>;

/** The observability of one service in one stage, captured. */
export function captureService(args: ServiceObservabilityArgs = serviceArgs()): Promise<Captured> {
  return capture(() => new ServiceObservability("o11y", args));
}

/** The shared part, captured. */
export function captureGlobals(args = globalsArgs()): Promise<Captured> {
  return capture(() => new ObservabilityGlobals("o11y", args));
}

/** Inputs of the monitor whose logical name ends in `role`. */
export function monitor(captured: Captured, role: string): Record<string, unknown> {
  const found = captured.all(type.monitor).filter((each) => each.name.endsWith(`-${role}`));
  if (found.length !== 1 || !found[0]) throw new Error(`${String(found.length)} monitors end in ${role}`);
  return found[0].inputs;
}

/** Every resource of Datadog. */
export function datadogResources(captured: Capture): CapturedResource[] {
  return captured.resources.filter((each) => each.type.startsWith("datadog:"));
}
