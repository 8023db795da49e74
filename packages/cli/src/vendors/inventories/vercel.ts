import type { Collector } from "../inventory-object.ts";
import type { VercelClient } from "../vercel-client.ts";
import { readEdgeConfigs } from "./vercel-edge-configs.ts";
import { readProjects } from "./vercel-projects.ts";
import { readAccessGroups, readDrains, readMembers, readWebhooks } from "./vercel-team.ts";

export { vercelKinds } from "./vercel-kinds.ts";

/** Everything of a team at Vercel. */
export async function readVercel(client: VercelClient, into: Collector): Promise<void> {
  await Promise.all([
    readProjects(client, into),
    readEdgeConfigs(client, into),
    readDrains(client, into),
    readWebhooks(client, into),
    readMembers(client, into),
    readAccessGroups(client, into),
  ]);
}
