import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { endpointOption, needed, tellOutputs } from "../pipelines/runner.ts";
import { revertTo, servingDeployment } from "../pipelines/serving.ts";
import { openVercel } from "../vendors/vercel-client.ts";

const servingOptions = commonOptions.extend({
  project: z.string().min(1),
  team: z.string().default(""),
  revert: z.string().min(1).optional(),
  endpoint: endpointOption.optional(),
});

/** `launchgate pipelines serving`: which deployment has a project's traffic, as output `deployment`; `--revert` gives it back to one (T4, P9). */
export const pipelinesServing: Action = async (given) => {
  const { project, team, revert, endpoint } = readOptions(servingOptions, given);
  const token = needed(process.env, "VERCEL_TOKEN", "a token that may deploy into the project");
  const vercel = await openVercel({ token, team, ...(endpoint === undefined ? {} : { baseUrl: endpoint }) });
  if (revert !== undefined) await revertTo(vercel, project, revert);
  const deployment = revert ?? (await servingDeployment(vercel, project));
  tellOutputs(process.env, { deployment: deployment ?? "" });
  const text = deployment === undefined ? "Nothing serves yet." : `${deployment} serves${revert ? " again" : ""}.`;
  return { exitCode: exitCodes.done, data: { project, deployment: deployment ?? null }, text };
};
