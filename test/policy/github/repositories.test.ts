/** Rules over repositories, workflows and the organisation (P2, S1, S2, S3, O3). */
import { testRule } from "../rule-table.ts";
import { repositoryTables } from "./repositories.tables.ts";

repositoryTables.forEach(testRule);
