import type { PluginRow } from "../../row.ts";
import { issueLabel } from "./issue-label.ts";
import { team } from "./team.ts";
import { teamMembership } from "./team-membership.ts";

/** Types of the GitHub provider. */
export const githubRows: readonly PluginRow[] = [issueLabel, team, teamMembership];
