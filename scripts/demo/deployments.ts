import { z } from "zod";
import { DemoError } from "./child.ts";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

const deployment = z.object({ id: z.string(), readyState: z.string() });

/** Has Vercel build a release of a service for production, as a pipeline does; gives the id of the deployment. */
export async function build(vendors: Vendors, service: Service, version: string, behaviour = "good"): Promise<string> {
  const { name: application, projectName: project } = service;
  const meta = { application, version, behaviour };
  const body = { name: project, project, target: "production", meta, files: [] };
  return (await vendors.ask("vercel", "POST /v13/deployments", deployment, body)).id;
}

/** Waits until a deployment is built. @throws DemoError where it is not */
export async function built(vendors: Vendors, id: string): Promise<void> {
  await vendors.until(`deployment ${id} is built`, 60, async () => {
    const { readyState } = await vendors.ask("vercel", `GET /v13/deployments/${id}`, deployment);
    if (["ERROR", "CANCELED"].includes(readyState)) throw new DemoError(`Deployment ${id} ended as ${readyState}.`, 1);
    return readyState === "READY" || undefined;
  });
}
