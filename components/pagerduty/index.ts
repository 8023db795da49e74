export { EventRouting, routingField } from "./event-routing.ts";
export { PagerDutyAccount, resolvePagerDutyAccount, type PagerDutyAccountArgs } from "./pager-duty-account.ts";
export { pluginVersion } from "./plugin-4/version.ts";
export { ServicePager, type ServicePagerArgs } from "./service-pager.ts";
export { resolveServicePager, type ServicePagerPlan } from "./service-pager-plan.ts";
export { pagerDutyTimeZone, pagerDutyTimeZones } from "./time-zones.ts";
