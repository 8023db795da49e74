import type { Branch } from "@neondatabase/api-client";
import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { adoptRoot, createBranch } from "./branch-creation.ts";
import { idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Handler, Live, Operations } from "./handler.ts";

const form = "<project id>/<branch id>";

/** Project and branch of a Pulumi id: after an import the id is joined, later the project is in the state. */
function place(id: string, state: Properties): [projectId: string, branchId: string] {
  const known = optionalText(state, "projectId");
  if (known !== undefined && !id.includes("/")) return [known, id];
  const [projectId = "", branchId = ""] = idParts(id, 2, form);
  return [projectId, branchId];
}

function liveOf(branch: Branch): Live {
  return {
    id: branch.id,
    inputs: {
      projectId: branch.project_id,
      name: branch.name,
      protected: branch.protected,
      expiresAt: branch.expires_at ?? undefined,
    },
    outputs: {
      isDefault: branch.default,
      liveParentId: branch.parent_id,
      liveParentLsn: branch.parent_lsn,
      liveParentTimestamp: branch.parent_timestamp,
      lastResetAt: branch.last_reset_at,
      createdAt: branch.created_at,
    },
    importInputs: { parentId: branch.parent_id, ...(branch.default && { adoptRoot: true }) },
  };
}

async function find(id: string, state: Properties, context: Context): Promise<Live | undefined> {
  const [projectId, branchId] = place(id, state);
  const answer = await maybe(context, {
    what: `read branch ${branchId}`,
    send: (client) => client.getProjectBranch(projectId, branchId),
  });
  return answer === undefined ? undefined : liveOf(answer.branch);
}

async function apply(live: Live, wanted: Properties, context: Context): Promise<Operations> {
  const projectId = text(live.inputs, "projectId");
  const branch = {
    ...("name" in wanted && { name: wanted["name"] as string }),
    ...("protected" in wanted && { protected: wanted["protected"] as boolean }),
    ...("expiresAt" in wanted && { expires_at: wanted["expiresAt"] as string | null }),
  };
  const { operations } = await context.api.call({
    task: context.task,
    what: `update branch ${live.id}`,
    repeatable: true,
    send: (client) => client.updateProjectBranch(projectId, live.id, { branch }),
  });
  return operations;
}

async function refuseGuarded(projectId: string, branchId: string, context: Context): Promise<boolean> {
  const answer = await maybe(context, {
    what: `read branch ${branchId}`,
    send: (client) => client.getProjectBranch(projectId, branchId),
  });
  if (answer === undefined) return false;
  const { branch } = answer;
  if (branch.default) {
    throw new UsageError(
      `Branch "${branch.name}" (${branchId}) is the default branch of project ${projectId} and cannot be deleted. Make another ` +
        "branch the default one first, or delete the project, or set adoptRoot: true to leave the branch with its project.",
    );
  }
  if (branch.protected) {
    throw new UsageError(
      `Branch "${branch.name}" (${branchId}) is protected. Set protected: false, run pulumi up, and delete it then.`,
    );
  }
  return true;
}

async function remove(id: string, state: Properties, context: Context): Promise<void> {
  const [projectId, branchId] = place(id, state);
  if (state["adoptRoot"] === true) {
    context.task.log.info(`Branch ${branchId} was taken over (adoptRoot): it stays with project ${projectId}.`);
    return;
  }
  if (!(await refuseGuarded(projectId, branchId, context))) return;
  const answer = await maybe(context, {
    what: `delete branch ${branchId}`,
    send: (client) => client.deleteProjectBranch({ projectId, branchId }),
  });
  await context.api.settle(answer?.operations, context.task);
}

/** Branches. */
export const branchHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  create: (inputs, context) =>
    inputs["adoptRoot"] === true ? adoptRoot(inputs, context) : createBranch(inputs, context),
  settle: (_id, inputs, context) => context.api.settleProject(text(inputs, "projectId"), context.task),
  find,
  apply,
  delete: remove,
};
