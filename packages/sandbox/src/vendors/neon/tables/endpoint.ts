import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, refuseWith, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { omit, type Data, type Entity } from "../../../world/entity.ts";
import { withBeside } from "../beside.ts";
import { startOperation } from "../operation-log.ts";
import { endpointView } from "../views/endpoint-view.ts";
import { newId } from "../wire.ts";
import { computeFields, endpointSettings, id, type ComputeSize } from "./fields.ts";
import { computeProblems, refuseIdleTime, refuseWithoutFeature } from "./plan-rules.ts";
import { project, type ProjectData } from "./project.ts";

/** A compute endpoint as kept. */
export interface EndpointData extends Data, ComputeSize {
  readonly id: string;
  readonly branch_id: string;
  readonly type: "read_only" | "read_write";
  readonly name?: string;
  readonly settings: Data;
  readonly pooler_enabled: boolean;
  readonly pooler_mode: string;
  readonly disabled: boolean;
  readonly passwordless_access: boolean;
  readonly provisioner: string;
  /** Sandbox time of the last start and stop, milliseconds since 1970. */
  readonly startedAt: number | null;
  readonly stoppedAt: number | null;
}

const all = "/projects/{project_id}/endpoints";

const changeable = {
  ...computeFields,
  name: z.string().min(1).max(64).optional(),
  settings: endpointSettings.optional(),
  pooler_enabled: z.boolean().optional(),
  pooler_mode: z.enum(["transaction"]).optional(),
  disabled: z.boolean().optional(),
  passwordless_access: z.boolean().optional(),
  provisioner: z.enum(["k8s-pod", "k8s-neonvm"]).optional(),
};

/** A compute of a branch (P1). It goes when its branch goes. */
export const endpoint = resource<EndpointData>({
  vendor: "neon",
  name: "endpoint",
  source: `public-v2 specification ${all}; facts/endpoints.md 2.3`,
  parent: project,
  identity: { endpoint_id: "id" },
  operations: {
    create: `POST ${all} -> 201`,
    list: `GET ${all} -> 200`,
    read: `GET ${all}/{endpoint_id} -> 200`,
    update: `PATCH ${all}/{endpoint_id} -> 200`,
    remove: `DELETE ${all}/{endpoint_id} -> 200`,
  },
  scopes: { read: "read", write: "write" },
  wrap: { one: "endpoint", many: "endpoints" },
  input: z.object({
    ...changeable,
    branch_id: id,
    type: z.enum(["read_only", "read_write"]),
    region_id: z.string().optional(),
  }),
  update: z.object(changeable),
  defaults: ({ now }, parent) => ({
    ...firstSize(parent as Entity<ProjectData>),
    pooler_enabled: false,
    pooler_mode: "transaction",
    disabled: false,
    passwordless_access: true,
    provisioner: "k8s-neonvm",
    startedAt: now,
    stoppedAt: null,
  }),
  normalise: (data, _call, before, parent) => ({
    ...(omit(data, "region_id") as EndpointData),
    settings: { ...firstPostgres(parent as Entity<ProjectData>), ...before?.data.settings, ...data.settings },
  }),
  check: endpointProblems,
  computed: (_data, { world }) => ({ id: newId(world, "endpoint", "ep-") }),
  removing: ({ parent, data }, call) =>
    startOperation(call, parent ?? "", "suspend_compute", { branch: data.branch_id, endpoint: data.id }),
  view: (entity, call) => withBeside(endpointView(entity, call), call),
});

function firstSize({ data }: Entity<ProjectData>): ComputeSize {
  const { autoscaling_limit_min_cu, autoscaling_limit_max_cu, suspend_timeout_seconds } =
    data.default_endpoint_settings;
  return { autoscaling_limit_min_cu, autoscaling_limit_max_cu, suspend_timeout_seconds };
}

function firstPostgres({ data }: Entity<ProjectData>): Data {
  return { pg_settings: data.default_endpoint_settings["pg_settings"] ?? {} };
}

function endpointProblems(
  data: EndpointData,
  { world }: Call,
  before: Entity<EndpointData> | undefined,
  parent: Entity | undefined,
): FieldProblem[] {
  const owner = parent?.key ?? null;
  const branches = world.store.children("neon.branch", owner);
  if (!branches.some((branch) => branch.data["id"] === data.branch_id)) throw missing("branch", data.branch_id);
  const others = world.store.children<EndpointData>("neon.endpoint", owner).filter(({ key }) => key !== before?.key);
  const writes = others.some((other) => other.data.branch_id === data.branch_id && other.data.type === "read_write");
  if (data.type === "read_write" && writes) {
    throw refuseWith(409, { code: "", message: "read-write endpoint already exists" });
  }
  if (data.type === "read_only") refuseWithoutFeature(world, "neon-read-replicas", "a read replica");
  refuseIdleTime(data, world);
  return computeProblems(data, ["endpoint"], world);
}
