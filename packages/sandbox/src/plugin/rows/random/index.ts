import type { PluginRow } from "../../row.ts";
import { randomPassword } from "./random-password.ts";

/** Types of the random provider. */
export const randomRows: readonly PluginRow[] = [randomPassword];
