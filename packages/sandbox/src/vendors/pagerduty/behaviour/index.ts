import type { Route } from "../../../http/router.ts";
import { eventRoutes } from "../events/routes.ts";
import { incidentPartRoutes } from "../incidents/part-routes.ts";
import { incidentRoutes } from "../incidents/routes.ts";
import { onCallRoutes } from "../on-call/routes.ts";
import { auditRoutes } from "./audit-records.ts";
import { dependencyRoutes } from "./service-dependencies.ts";
import { userRoutes } from "./user-routes.ts";

const abilities: Readonly<Record<string, readonly string[]>> = {
  free: [],
  professional: ["teams", "service_support_hours", "urgencies", "time_based_alert_grouping"],
  business: [
    "teams",
    "service_support_hours",
    "urgencies",
    "time_based_alert_grouping",
    "preview_intelligent_alert_grouping",
    "event_rules",
    "advanced_reports",
    "business_services",
  ],
};

/** Routes of PagerDuty that are written by hand. */
export const routes: readonly Route[] = [
  ...userRoutes,
  ...dependencyRoutes,
  ...auditRoutes,
  ...onCallRoutes,
  ...eventRoutes,
  ...incidentRoutes,
  ...incidentPartRoutes,
  {
    method: "GET",
    template: "/abilities",
    scope: "abilities.read",
    statuses: [200],
    source:
      "pagerduty.json /abilities; the providers' first call (facts/endpoints.md 1.3); which plan has which: [unverified]",
    run: ({ world }) => {
      const { plan } = world.seed.vendors.pagerduty;
      return { status: 200, body: { abilities: abilities[plan] ?? abilities["business"] } };
    },
  },
];
