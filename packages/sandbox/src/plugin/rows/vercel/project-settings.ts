import { plainRow } from "../../plain-row.ts";
import type { PluginRow, RowCall } from "../../row.ts";
import { lastParts, objectOf, projectAt, teamForm, teamSetting, withTeamInImport } from "./places.ts";
import type { Properties } from "@launchgate/provider-kit";

const crons = plainRow({
  type: "vercel:index/projectCrons:ProjectCrons",
  source: "terraform-provider-vercel v5.4.1 resource_project_crons.go, client/project_crons.go",
  naming: "camel",
  createBy: "PATCH /v1/projects/{projectId}/crons",
  readBy: "GET /v10/projects/{projectId}",
  updateBy: "PATCH /v1/projects/{projectId}/crons",
  id: "{projectId}",
  settings: { projectId: { change: "replace" }, teamId: teamSetting },
  forms: { teamId: teamForm("accountId") },
  also: (body) => ({ ...body, enabled: (objectOf(body["crons"])["disabledAt"] ?? null) === null }),
});

/** Whether the cron jobs of a project run. A deletion turns them off. */
export const projectCrons: PluginRow = withTeamInImport({
  ...crons,
  async remove(id, _state, call) {
    if ((await call.http.find(projectAt("v10", id))) === undefined) return;
    await call.http.request("PATCH", projectAt("v1", id, "/crons"), { enabled: false });
  },
});

/** Days of each word. Source: client/project_deployment_retention.go of the provider. */
const days = { "1d": 1, "1w": 7, "1m": 30, "2m": 60, "3m": 90, "6m": 180, "1y": 365, unlimited: 36_500 } as const;
const values = Object.keys(days);
const kept = {
  expirationPreview: "expirationDays",
  expirationProduction: "expirationDaysProduction",
  expirationCanceled: "expirationDaysCanceled",
  expirationErrored: "expirationDaysErrored",
} as const;

/** How long deployments are kept. A deletion leaves the project as it is, as the provider's does. */
export const projectDeploymentRetention: PluginRow = {
  type: "vercel:index/projectDeploymentRetention:ProjectDeploymentRetention",
  source: "terraform-provider-vercel v5.4.1 resource_project_deployment_retention.go, its client",
  importId: "{projectId}",
  settings: {
    projectId: { change: "replace" },
    teamId: teamSetting,
    expirationPreview: { default: "6m", values },
    expirationProduction: { default: "1y", values },
    expirationCanceled: { default: "1m", values },
    expirationErrored: { default: "3m", values },
  },
  async create(inputs, call) {
    const project = await call.http.get(projectAt("v10", inputs["projectId"]));
    await write(inputs, call);
    return { id: `${String(objectOf(project.body)["accountId"])}/${String(inputs["projectId"])}` };
  },
  async find(id, _state, call) {
    const [projectId] = lastParts(id, 1);
    const project = (await call.http.find(projectAt("v10", projectId))) as Properties | undefined;
    if (project === undefined) return undefined;
    const live = objectOf(project["deploymentExpiration"]);
    const word = (count: unknown): string | undefined => Object.entries(days).find(([, each]) => each === count)?.[0];
    const periods = Object.entries(kept).map(([key, wire]) => [key, word(live[wire]) ?? String(live[wire])] as const);
    const teamId = String(project["accountId"]);
    return {
      id: `${teamId}/${String(projectId)}`,
      properties: { projectId, teamId, ...Object.fromEntries(periods) },
    };
  },
  update: (_id, inputs, _old, call) => write(inputs, call),
  remove: () => Promise.resolve(),
};

async function write(inputs: Properties, call: RowCall): Promise<void> {
  await call.http.request("PATCH", projectAt("v9", inputs["projectId"], "/deployment-expiration"), {
    expiration: inputs["expirationPreview"],
    expirationProduction: inputs["expirationProduction"],
    expirationCanceled: inputs["expirationCanceled"],
    expirationErrored: inputs["expirationErrored"],
  });
}
