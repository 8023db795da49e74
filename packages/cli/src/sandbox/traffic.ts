import { sendTraffic, type TrafficArgs, type TrafficReport } from "@launchgate/sandbox/traffic";

export type { TrafficReport };

/** Sends bounded traffic to the router of a sandbox. */
export function runTraffic(args: TrafficArgs): Promise<TrafficReport> {
  return sendTraffic(args);
}
