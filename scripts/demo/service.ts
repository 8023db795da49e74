import { z } from "zod";
import { organization } from "../../stacks/organization.ts";
import type { Vendors } from "./vendors.ts";

/** One service on one stage, as a pipeline finds it. */
export interface Service {
  readonly name: string;
  readonly stage: string;
  /** Id and name of its project at Vercel. */
  readonly project: string;
  readonly projectName: string;
  /** Its database at Neon. */
  readonly database: { readonly project: string; readonly branch: string };
  /** Id of its service at PagerDuty; absent on stages that page nobody. */
  readonly pager: string | undefined;
}

const variables = z.object({ variables: z.array(z.object({ name: z.string(), value: z.string() })) });
const project = z.object({ id: z.string(), name: z.string() });

/** Finds a service by the variables of its environment at GitHub, where its stack wrote them. (P3, L3) */
export async function findService(vendors: Vendors, name: string, stage: string): Promise<Service> {
  const at = `/repos/${organization.githubOwner}/${name}/environments/${stage}/variables?per_page=30`;
  const found = await vendors.ask("github", `GET ${at}`, variables);
  const values = new Map(found.variables.map((each) => [each.name, each.value]));
  const { id, name: projectName } = await vendors.ask(
    "vercel",
    `GET /v9/projects/${values.get("VERCEL_PROJECT_ID") ?? ""}`,
    project,
  );
  const database = { project: values.get("NEON_PROJECT_ID") ?? "", branch: values.get("NEON_BRANCH_ID") ?? "" };
  return { name, stage, project: id, projectName, database, pager: values.get("PAGERDUTY_SERVICE_ID") };
}
