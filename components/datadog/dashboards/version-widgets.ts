import type { Release, Service } from "@launchgate/core";
import type { AlertContext } from "../alert-context.ts";
import { metrics } from "../metrics.ts";
import * as queries from "../queries.ts";
import { laxerLimit, laxerShare } from "../thresholds.ts";
import { timeseries, type Widget } from "./widgets.ts";

/** The figures of a release, old version and new one side by side, with the limits of the alerts and of the watch (T2, T5). */
export function versionWidgets(context: AlertContext, service: Service, release: Release): Widget[] {
  const { signals } = service;
  const all = queries.allRequests(context);
  const failed = queries.failedRequests(context);
  return [
    timeseries("Requests by version", [{ query: byVersion(all) }], [], "bars"),
    timeseries(
      "Failed requests by version, %",
      [{ query: { failed: byVersion(failed), all: byVersion(all) }, formula: "100 * default_zero(failed) / all" }],
      [
        { value: laxerShare(signals.errorRatePercent, context.thresholdFactor), label: "alert" },
        { value: release.watch.errorRatePercent, label: "watch after 100 %", kind: "warning dashed" },
      ],
    ),
    timeseries(
      "Answer time p95 by version, ms",
      [{ query: byVersion(queries.latencyP95(context)) }],
      [
        { value: laxerLimit(signals.latencyP95Milliseconds, context.thresholdFactor), label: "alert" },
        { value: release.watch.latencyP95Milliseconds, label: "watch after 100 %", kind: "warning dashed" },
      ],
    ),
    timeseries(
      "Refused sign-ins by version, %",
      [
        {
          query: {
            denied: byVersion(queries.authAttempts(context, "denied")),
            all: byVersion(queries.authAttempts(context)),
          },
          formula: "100 * default_zero(denied) / all",
        },
      ],
      [{ value: laxerShare(signals.authFailurePercent, context.thresholdFactor), label: "alert" }],
    ),
    timeseries(
      "Blocked workflows by version",
      [{ query: byVersion(queries.counted(metrics.blockedWorkflows.name, context)) }],
      [],
      "bars",
    ),
  ];
}

/** `query` split by release version. */
function byVersion(query: string): string {
  return query.replace("}", "} by {version}");
}
