export { routingField } from "./event-routing.ts";
export { PagerDutyAccount, type PagerDutyAccountArgs } from "./pager-duty-account.ts";
export { resolvePagerDutyAccount, type PagerDutyAccountPlan } from "./pager-duty-account-plan.ts";
export { pluginVersion } from "./plugin-4/version.ts";
export { ServicePager } from "./service-pager.ts";
export type { ServicePagerArgs } from "./service-pager-args.ts";
export { resolveServicePager, type ServicePagerPlan } from "./service-pager-plan.ts";
export { pagerDutyTimeZone, pagerDutyTimeZones } from "./time-zones.ts";
