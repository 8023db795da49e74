import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Handler, Live } from "./handler.ts";

function placeOf(id: string): [projectId: string, vpcEndpointId: string] {
  const [projectId = "", vpcEndpointId = ""] = idParts(id, 2, "<project id>/<VPC endpoint id>");
  return [projectId, vpcEndpointId];
}

async function find(id: string, _state: Properties, context: Context): Promise<Live | undefined> {
  const [projectId, vpcEndpointId] = placeOf(id);
  const answer = await maybe(context, {
    what: `list the VPC endpoints of project ${projectId}`,
    send: (client) => client.listProjectVpcEndpoints(projectId),
  });
  const found = answer?.endpoints.find((item) => item.vpc_endpoint_id === vpcEndpointId);
  return found === undefined
    ? undefined
    : { id, inputs: { projectId, vpcEndpointId, label: found.label }, outputs: {} };
}

/** Assigning is repeatable: it sets or updates the restriction. */
async function assign(id: string, label: unknown, context: Context): Promise<void> {
  const [projectId, vpcEndpointId] = placeOf(id);
  await context.api.call<unknown>({
    task: context.task,
    what: `restrict project ${projectId} to VPC endpoint ${vpcEndpointId}`,
    repeatable: true,
    send: (client) => client.assignProjectVpcEndpoint(projectId, vpcEndpointId, { label: label as string }),
  });
}

/** VPC endpoint restrictions. */
export const vpcEndpointRestrictionHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  async create(inputs, context) {
    const id = `${text(inputs, "projectId")}/${text(inputs, "vpcEndpointId")}`;
    const live: Live | undefined = await find(id, {}, context);
    if (live !== undefined && live.inputs["label"] !== inputs["label"]) {
      throw new UsageError(
        `VPC endpoint restriction ${id} exists with the label "${String(live.inputs["label"])}". Import it, or delete it first.`,
      );
    }
    await assign(id, inputs["label"], context);
    return { id };
  },
  settle: () => Promise.resolve(),
  find,
  async apply(live, wanted, context) {
    await assign(live.id, wanted["label"], context);
    return undefined;
  },
  async delete(id, _state, context) {
    const [projectId, vpcEndpointId] = placeOf(id);
    await maybe<unknown>(context, {
      what: `lift the restriction of project ${projectId} to VPC endpoint ${vpcEndpointId}`,
      send: (client) => client.deleteProjectVpcEndpoint(projectId, vpcEndpointId),
    });
  },
};
