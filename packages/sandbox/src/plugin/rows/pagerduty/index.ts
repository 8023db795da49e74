import type { PluginRow } from "../../row.ts";

/** Types of the pagerduty provider. */
export const pagerDutyRows: readonly PluginRow[] = [];
