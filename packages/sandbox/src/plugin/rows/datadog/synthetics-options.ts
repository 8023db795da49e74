import type { Properties } from "@launchgate/provider-kit";
import { renamed, said } from "./forms.ts";

/** Options whose name is not the vendor's own; the others are. Source: datadog-v1.json SyntheticsTestOptions. */
const names = [
  ["acceptSelfSigned", "accept_self_signed"],
  ["allowInsecure", "allow_insecure"],
  ["followRedirects", "follow_redirects"],
  ["ignoreCertificateValidation", "ignore_certificate_validation"],
  ["minFailureDuration", "min_failure_duration"],
  ["minLocationFailed", "min_location_failed"],
  ["monitorName", "monitor_name"],
  ["monitorPriority", "monitor_priority"],
  ["restrictedRoles", "restricted_roles"],
  ["tickEvery", "tick_every"],
] as const;

const monitorNames = [
  ["escalationMessage", "escalation_message"],
  ["notificationPresetName", "notification_preset_name"],
  ["renotifyInterval", "renotify_interval"],
  ["renotifyOccurrences", "renotify_occurrences"],
] as const;

const own = [
  "blockedRequestPatterns",
  "captureNetworkPayloads",
  "checkCertificateRevocation",
  "ci",
  "disableAiaIntermediateFetching",
  "disableCors",
  "disableCsp",
  "httpVersion",
  "ignoreServerCertificateError",
  "initialNavigationTimeout",
  "noScreenshot",
  "retry",
  "rumSettings",
  "scheduling",
] as const;

/** Options of a test as the vendor takes them. */
export function toOptions(value: unknown): Properties {
  const given = value as Properties;
  const forMonitor = given["monitorOptions"] as Properties | undefined;
  return said({
    ...Object.fromEntries(own.map((name) => [name, given[name]])),
    ...renamed(given, names),
    monitor_options: forMonitor && renamed(forMonitor, monitorNames),
  });
}

/** Options of the vendor in the provider's words. */
export function fromOptions(value: unknown): Properties {
  const live = (value ?? {}) as Properties;
  const forMonitor = live["monitor_options"] as Properties | undefined;
  const back = (pairs: readonly (readonly [string, string])[]): readonly (readonly [string, string])[] =>
    pairs.map(([name, wire]) => [wire, name]);
  return said({
    ...Object.fromEntries(own.map((name) => [name, live[name]])),
    ...renamed(live, back(names)),
    monitorOptions: forMonitor && renamed(forMonitor, back(monitorNames)),
  });
}
