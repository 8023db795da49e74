import { planLimits } from "@launchgate/core";
import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import { refuseWhileBusy } from "../operation-log.ts";
import { regions } from "../regions.ts";
import { keepProject } from "../trash.ts";
import { newId, organizationId } from "../wire.ts";
import { projectView } from "../views/project-view.ts";
import { defaultEndpointSettings, id, name, postgresName, projectSettings } from "./fields.ts";
import type { ComputeSize, ProjectSettings } from "./fields.ts";
import { computeProblems, refuseIdleTime, refuseWithoutFeature } from "./plan-rules.ts";

/** A project as kept. */
export interface ProjectData extends Data {
  readonly id: string;
  readonly name?: string;
  readonly org_id: string;
  readonly region_id: string;
  readonly pg_version: number;
  readonly provisioner: string;
  readonly store_passwords: boolean;
  readonly history_retention_seconds: number;
  readonly default_endpoint_settings: ComputeSize & Data;
  readonly settings: ProjectSettings;
}

const changeable = {
  name: name.optional(),
  history_retention_seconds: z.number().int().min(0).max(2_592_000).optional(),
  default_endpoint_settings: defaultEndpointSettings.optional(),
  settings: projectSettings.optional(),
};

/** Values of settings that nobody set. */
const firstSettings: ProjectSettings = {
  allowed_ips: { ips: [], protected_branches_only: false },
  enable_logical_replication: false,
  block_public_connections: false,
  block_vpc_connections: false,
};
const firstCompute = { autoscaling_limit_min_cu: 0.25, autoscaling_limit_max_cu: 2, suspend_timeout_seconds: 0 };

/** A project: branches, computes, roles and databases live in it (P1, B7). */
export const project = resource<ProjectData>({
  vendor: "neon",
  name: "project",
  source: "public-v2 specification /projects; facts/endpoints.md 2.3",
  identity: { project_id: "id" },
  operations: {
    create: "POST /projects -> 201",
    list: "GET /projects -> 200",
    read: "GET /projects/{project_id} -> 200",
    update: "PATCH /projects/{project_id} -> 200",
    remove: "DELETE /projects/{project_id} -> 200",
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "project", many: "projects" },
  input: z.object({
    ...changeable,
    org_id: id.optional(),
    region_id: z.string().optional(),
    pg_version: z.number().int().min(14).max(18).optional(),
    provisioner: z.enum(["k8s-pod", "k8s-neonvm"]).optional(),
    store_passwords: z.boolean().optional(),
    branch: z
      .object({
        name: name.optional(),
        role_name: postgresName.optional(),
        database_name: postgresName.optional(),
        annotations: z.record(z.string(), z.string()).optional(),
      })
      .optional(),
  }),
  update: z.object(changeable),
  list: {
    filters: {
      search: ({ data }, text) => (data.name ?? data.id).includes(text) || data.id.includes(text),
      org_id: ({ data }, org) => data.org_id === org,
    },
    view: (entity) =>
      omit({ ...projectView(entity), active_time: 0 }, "consumption_period_start", "consumption_period_end"),
  },
  defaults: ({ world }) => ({
    org_id: organizationId(world.seed),
    region_id: "aws-us-east-2",
    pg_version: 17,
    provisioner: "k8s-neonvm",
    store_passwords: true,
    history_retention_seconds: Math.min(86_400, longestHistory(world.seed.vendors)),
  }),
  normalise: (data, _call, before) => ({
    ...(omit(data, "branch") as ProjectData),
    settings: { ...firstSettings, ...before?.data.settings, ...data.settings },
    default_endpoint_settings: {
      ...firstCompute,
      ...before?.data.default_endpoint_settings,
      ...data.default_endpoint_settings,
    },
  }),
  check: (data, call, before) => problemsOf(data, call, before),
  computed(data, { world }) {
    const own = newId(world, "project");
    return { id: own, name: data.name ?? own };
  },
  guard: ({ key }, call) => refuseWhileBusy(key, call),
  removing(entity, call) {
    refuseProtected(entity, call);
    keepProject(entity, call.world, call.now);
  },
  view: (entity, call) => withBeside(projectView(entity), call),
});

function longestHistory(vendors: Parameters<typeof planLimits>[0]): number {
  return planLimits(vendors).neonRestoreWindowDays * 86_400;
}

function problemsOf(data: ProjectData, { world }: Call, before: Entity<ProjectData> | undefined): FieldProblem[] {
  if (data.org_id !== organizationId(world.seed)) throw missing("organization", data.org_id);
  if ((data.settings.allowed_ips?.ips ?? []).length > 0) refuseWithoutFeature(world, "neon-ip-allow", "IP Allow");
  refuseIdleTime(data.default_endpoint_settings, world);
  const most = longestHistory(world.seed.vendors);
  const problem = (field: string, message: string): FieldProblem => ({ path: [field], code: "range", message });
  const stops = before?.data.settings.enable_logical_replication === true && !data.settings.enable_logical_replication;
  return [
    ...(regions.some((region) => region.id === data.region_id)
      ? []
      : [{ path: ["region_id"], code: "enum" as const, message: "unknown region" }]),
    ...(data.history_retention_seconds > most
      ? [problem("history_retention_seconds", `must not be above ${String(most)} on this plan`)]
      : []),
    ...(stops ? [problem("settings.enable_logical_replication", "cannot be disabled once enabled")] : []),
    ...computeProblems(data.default_endpoint_settings, ["default_endpoint_settings"], world),
  ];
}

/** Source: Neon docs, "Protected branches": projects with protected branches cannot be deleted. */
function refuseProtected({ key }: Entity, { world }: Call): void {
  const branches = world.store.children("neon.branch", key);
  if (!branches.some(({ data }) => data["protected"] === true)) return;
  throw refuseWith(422, { code: "", message: "project with protected branches cannot be deleted" });
}
