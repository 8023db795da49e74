import { createHash } from "node:crypto";
import type { Seed } from "../../seed.ts";

/** Id of the organisation's team: the same for the same organisation, so that it can stand in configuration. */
export function vercelTeamId({ organization }: Pick<Seed, "organization">): string {
  return `team_${createHash("sha256").update(organization).digest("hex").slice(0, 24)}`;
}
