import { planHas, type StackModel } from "@launchgate/core";
import type { ReleaseEnvironmentArgs } from "../components/release-environment-args.ts";
import type { Settings } from "./settings.ts";

/** Links from Datadog to PagerDuty and to the log archive. */
export function datadogLinks(model: StackModel, settings: Settings) {
  const bucket = settings.plain("logArchiveBucket");
  const paged = model.vendors.pagerduty.plan !== "none";
  return {
    ...(paged
      ? { pagerDuty: { subdomain: settings.plain("pagerDutySubdomain"), apiToken: settings.secret("pagerDutyToken") } }
      : {}),
    ...(bucket === ""
      ? {}
      : {
          logArchive: {
            bucket,
            accountId: settings.plain("logArchiveAccount"),
            roleName: settings.plain("logArchiveRole"),
          },
        }),
  };
}

/** Vercel sends its logs to Datadog where both are in use and the plan has drains (P5). */
export function logDrain(model: StackModel, settings: Settings): Pick<ReleaseEnvironmentArgs, "logDrain"> {
  if (model.vendors.datadog.plan === "none" || !planHas(model.vendors, "log-drains")) return {};
  const endpoint = `https://http-intake.logs.${settings.plain("datadogSite")}/api/v2/logs?ddsource=vercel`;
  return { logDrain: { endpoint, headers: { "DD-API-KEY": settings.secret("datadogApiKey") } } };
}
