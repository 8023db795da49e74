import type { PluginRow } from "../../row.ts";

/** Types of the vercel provider. */
export const vercelRows: readonly PluginRow[] = [];
