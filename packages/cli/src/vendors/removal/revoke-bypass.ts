import { z } from "zod";
import { vercelKinds } from "../inventories/vercel.ts";
import { idWithoutSecret } from "../secret-ids.ts";
import type { Removers } from "./removers.ts";

const project = z.object({ protectionBypass: z.record(z.string(), z.unknown()).optional() });

/**
 * Revokes a secret that passes deployment protection. The inventory names it by project and digest, never by the secret; so the project
 * is read once more to find it. One that is gone already is fine.
 *
 * @throws VendorError where it is the one that deployments see as a variable, and others are there
 */
export async function revokeBypass(removers: Removers, id: string): Promise<void> {
  const [idOrName = ""] = id.split("/");
  const what = "a bypass of deployment protection";
  const at = { idOrName, ...removers.vercelTeam };
  const { protectionBypass = {} } = await removers.vercelRead(what, project, (sdk) => sdk.projects.getProject(at));
  const secret = Object.keys(protectionBypass).find(
    (key) => idWithoutSecret(vercelKinds.bypass, `${idOrName}/${key}`) === id,
  );
  if (secret === undefined) return;
  const requestBody = { revoke: { secret, regenerate: false } };
  await removers.vercel(what, (sdk) => sdk.projects.updateProjectProtectionBypass({ ...at, requestBody }));
}
