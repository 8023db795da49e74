/** Rules over Datadog resources (O2, T2, P4, P5, S2). */
import { testRule } from "../rule-table.ts";
import { datadogTables } from "./datadog.tables.ts";

datadogTables.forEach(testRule);
