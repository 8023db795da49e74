import type { PluginRow } from "../../row.ts";

/** Types of the datadog provider. */
export const datadogRows: readonly PluginRow[] = [];
