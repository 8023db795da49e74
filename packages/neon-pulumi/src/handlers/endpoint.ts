import type { Endpoint, EndpointCreateRequest, EndpointType } from "@neondatabase/api-client";
import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { merged } from "@launchgate/provider-kit";
import { create, idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live, Operations } from "./handler.ts";

const form = "<project id>/<endpoint id>";

function place(id: string, state: Properties): [projectId: string, endpointId: string] {
  const known = optionalText(state, "projectId");
  if (known !== undefined && !id.includes("/")) return [known, id];
  const [projectId = "", endpointId = ""] = idParts(id, 2, form);
  return [projectId, endpointId];
}

/** Host for pooled connections: Neon's rule is `-pooler` behind the endpoint id, the first label of the host. */
export function poolerHost(host: string): string {
  return host.replace(/^([^.]+?)(?:-pooler)?(?=\.|$)/, "$1-pooler");
}

/** Endpoints of one type on one branch. */
async function endpointsOf(context: Context, inputs: Properties): Promise<Endpoint[]> {
  const [projectId, branchId] = [text(inputs, "projectId"), text(inputs, "branchId")];
  const { endpoints } = await context.api.call({
    task: context.task,
    what: `list the endpoints of branch ${branchId}`,
    repeatable: true,
    send: (client) => client.listProjectBranchEndpoints(projectId, branchId),
  });
  const name = optionalText(inputs, "name");
  const sameName = (endpoint: Endpoint): boolean =>
    inputs["type"] === "read_write" || name === undefined || endpoint.name === name;
  return endpoints.filter((endpoint) => endpoint.type === (inputs["type"] as EndpointType) && sameName(endpoint));
}

/** The members of a call that the given inputs stand for. */
function body(values: Properties, liveSettings: unknown): Properties {
  const fields = {
    name: values["name"],
    autoscaling_limit_min_cu: values["autoscalingLimitMinCu"],
    autoscaling_limit_max_cu: values["autoscalingLimitMaxCu"],
    suspend_timeout_seconds: values["suspendTimeoutSeconds"],
    disabled: values["disabled"],
    settings: "pgSettings" in values ? { pg_settings: merged(liveSettings, values["pgSettings"]) } : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

async function adopt(inputs: Properties, context: Context): Promise<Created> {
  const [endpoint, second] = await endpointsOf(context, inputs);
  const where = `branch ${text(inputs, "branchId")}`;
  if (endpoint === undefined) {
    throw new UsageError(`adoptExisting: ${where} has no ${text(inputs, "type")} endpoint; leave it out to create one`);
  }
  if (second !== undefined) {
    throw new UsageError(`adoptExisting: ${where} has several ${text(inputs, "type")} endpoints; import the right one`);
  }
  return { id: endpoint.id };
}

async function createNew(inputs: Properties, context: Context): Promise<Created> {
  const [projectId, branchId, type] = [text(inputs, "projectId"), text(inputs, "branchId"), text(inputs, "type")];
  const request = {
    endpoint: { ...body(inputs, undefined), branch_id: branchId, type },
  } as unknown as EndpointCreateRequest;
  const creation = await create(context, {
    what: `create the ${type} endpoint of branch ${branchId}`,
    target: `endpoint ${projectId}/${branchId}/${type}/${optionalText(inputs, "name") ?? ""}`,
    marked: false,
    candidates: async () =>
      (await endpointsOf(context, inputs)).map((endpoint) => ({ id: endpoint.id, createdAt: endpoint.created_at })),
    send: (_mark, call) =>
      context.api.call({ ...call, send: (client) => client.createProjectEndpoint(projectId, request) }),
  });
  if ("found" in creation) return { id: creation.found.id };
  return { id: creation.fresh.endpoint.id, operations: creation.fresh.operations };
}

function liveOf(endpoint: Endpoint): Live {
  return {
    id: endpoint.id,
    inputs: {
      projectId: endpoint.project_id,
      branchId: endpoint.branch_id,
      type: endpoint.type,
      name: endpoint.name === "" ? undefined : endpoint.name,
      autoscalingLimitMinCu: endpoint.autoscaling_limit_min_cu,
      autoscalingLimitMaxCu: endpoint.autoscaling_limit_max_cu,
      suspendTimeoutSeconds: endpoint.suspend_timeout_seconds,
      pgSettings: endpoint.settings.pg_settings ?? {},
      disabled: endpoint.disabled,
    },
    outputs: {
      host: endpoint.host,
      hostPooler: poolerHost(endpoint.host),
      regionId: endpoint.region_id,
      createdAt: endpoint.created_at,
    },
  };
}

async function find(id: string, state: Properties, context: Context): Promise<Live | undefined> {
  const [projectId, endpointId] = place(id, state);
  const answer = await maybe(context, {
    what: `read endpoint ${endpointId}`,
    send: (client) => client.getProjectEndpoint(projectId, endpointId),
  });
  return answer === undefined ? undefined : liveOf(answer.endpoint);
}

async function apply(live: Live, wanted: Properties, context: Context): Promise<Operations> {
  const endpoint = body(wanted, live.inputs["pgSettings"]);
  const { operations } = await context.api.call({
    task: context.task,
    what: `update endpoint ${live.id}`,
    repeatable: true,
    send: (client) => client.updateProjectEndpoint(text(live.inputs, "projectId"), live.id, { endpoint }),
  });
  return operations;
}

async function remove(id: string, state: Properties, context: Context): Promise<void> {
  const [projectId, endpointId] = place(id, state);
  if (state["adoptExisting"] === true) {
    context.task.log.info(`Endpoint ${endpointId} was taken over (adoptExisting): it stays with its branch.`);
    return;
  }
  const answer = await maybe(context, {
    what: `delete endpoint ${endpointId}`,
    send: (client) => client.deleteProjectEndpoint(projectId, endpointId),
  });
  await context.api.settle(answer?.operations, context.task);
}

/** Compute endpoints. */
export const endpointHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  create: (inputs, context) => (inputs["adoptExisting"] === true ? adopt(inputs, context) : createNew(inputs, context)),
  settle: (_id, inputs, context) => context.api.settleProject(text(inputs, "projectId"), context.task),
  find,
  apply,
  delete: remove,
};
