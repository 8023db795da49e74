import type { Sandbox } from "../../src/index.ts";
import { client, send } from "./client.ts";

/** Sandbox milliseconds after which a build of a good artefact is ready. */
export const buildTakes = 6_000;

/** Lets sandbox time pass, with everything that is due on the way. */
export async function pass({ world }: Sandbox, milliseconds: number): Promise<void> {
  await world.agenda.passTo(world.clock.now() + milliseconds);
}

/** What to release. */
export interface Wanted {
  readonly version: string;
  readonly behaviour?: string;
  readonly application?: string;
  /** Default production. */
  readonly target?: "production" | null;
  readonly files?: readonly { readonly file: string; readonly data: string }[];
}

/** Makes a deployment by the official client and lets its build end; returns its id. */
export async function deploy(sandbox: Sandbox, project: string, wanted: Wanted): Promise<string> {
  const { version, behaviour, application, target = "production", files } = wanted;
  const meta = { version, ...(behaviour ? { behaviour } : {}), ...(application ? { application } : {}) };
  const made = await client(sandbox).deployments.createDeployment({
    requestBody: {
      ...{ name: project, project, meta, files: [...(files ?? [])] },
      ...(target === null ? {} : { target }),
    },
  });
  await pass(sandbox, buildTakes);
  return made.id;
}

/** Makes a project as our stacks declare it: domains follow by hand only. */
export async function newProject(sandbox: Sandbox, name: string, ...stages: readonly number[]): Promise<string> {
  const made = await send(sandbox, "POST /v8/projects", { name });
  const id = String(made.body["id"]);
  await send(sandbox, `PATCH /v9/projects/${id}`, { autoAssignCustomDomains: false });
  if (stages.length > 0) await ramp(sandbox, id, ...stages);
  return id;
}

/** Sets the ramp of a project, each stage approved by hand. */
export async function ramp(sandbox: Sandbox, id: string, ...percents: readonly number[]): Promise<void> {
  const stages = percents.map((targetPercentage) => ({ targetPercentage }));
  const config = { enabled: true, advancementType: "manual-approval", stages };
  const answer = await send(sandbox, `PATCH /v1/projects/${id}/rolling-release/config`, config);
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}
