import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { VercelClient } from "../vendors/vercel-client.ts";

const projectSchema = z.looseObject({
  targets: z.looseObject({ production: z.looseObject({ id: z.string() }).nullish() }).nullish(),
});

/** Id of the deployment that has production's addresses; undefined where nothing was promoted yet. */
export async function servingDeployment(vercel: VercelClient, project: string): Promise<string | undefined> {
  const found = await vercel.call(`read the project ${project}`, projectSchema, (sdk) =>
    sdk.projects.getProject({ idOrName: project, ...vercel.team }),
  );
  return found.targets?.production?.id;
}

/**
 * Gives traffic back to a deployment that served before (T4, P9), and reads back that it serves. A rolling release that is under way
 * ends by it.
 *
 * @throws LaunchgateError `serving.not-reverted`, exit 4; `vendor.*` for a refusal of Vercel
 */
export async function revertTo(vercel: VercelClient, project: string, deployment: string): Promise<void> {
  if ((await servingDeployment(vercel, project)) === deployment) return;
  await vercel.call(`give traffic back to ${deployment}`, z.unknown(), (sdk) =>
    sdk.projects.requestRollback({ projectId: project, deploymentId: deployment, ...vercel.team }),
  );
  const now = await servingDeployment(vercel, project);
  if (now === deployment) return;
  throw new LaunchgateError({
    code: "serving.not-reverted",
    message: `Project ${project} is still served by ${now ?? "nothing"} and not by ${deployment}.`,
    fix: "Look at the project's deployments and promote the last good one by hand.",
    exitCode: exitCodes.blocked,
  });
}
