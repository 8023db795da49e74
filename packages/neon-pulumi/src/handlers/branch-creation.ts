import type { BranchCreateRequest } from "@neondatabase/api-client";
import type { Candidate } from "../creation.ts";
import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { create, optionalText, text } from "./handler.ts";
import type { Context, Created } from "./handler.ts";
import { listBranches } from "./listing.ts";
import { annotationOf, markOf } from "./marks.ts";

function createBody(inputs: Properties): NonNullable<BranchCreateRequest["branch"]> {
  const fields = {
    name: inputs["name"],
    parent_id: inputs["parentId"],
    parent_lsn: inputs["parentLsn"],
    parent_timestamp: inputs["parentTimestamp"],
    protected: inputs["protected"],
    archived: inputs["archived"],
    init_source: inputs["initSource"],
    expires_at: inputs["expiresAt"],
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** Takes over the default branch. */
export async function adoptRoot(inputs: Properties, context: Context): Promise<Created> {
  const projectId = text(inputs, "projectId");
  const { branches } = await listBranches(context, projectId);
  const root = branches.find((branch) => branch.default);
  const name = optionalText(inputs, "name");
  if (root === undefined) throw new UsageError(`Project ${projectId} has no default branch to take over`);
  if (name !== undefined && root.name !== name) {
    throw new UsageError(
      `adoptRoot takes over the default branch of project ${projectId}, which is "${root.name}", not "${name}"; ` +
        "state that name, or make the other branch the default one first",
    );
  }
  return { id: root.id };
}

/** Creates a branch, with a mark of this attempt. */
export async function createBranch(inputs: Properties, context: Context): Promise<Created> {
  const [projectId, name] = [text(inputs, "projectId"), text(inputs, "name")];
  const candidates = async (): Promise<Candidate[]> => {
    const { branches, annotations } = await listBranches(context, projectId, name);
    return branches
      .filter((branch) => branch.name === name)
      .map((branch) => ({ id: branch.id, createdAt: branch.created_at, mark: markOf(annotations[branch.id]) }));
  };
  const creation = await create(context, {
    what: `create branch "${name}" in project ${projectId}`,
    target: `branch ${projectId}/${name}`,
    marked: true,
    candidates,
    send: (mark, call) =>
      context.api.call({
        ...call,
        send: (client) =>
          client.createProjectBranch(projectId, { branch: createBody(inputs), annotation_value: annotationOf(mark) }),
      }),
  });
  if ("found" in creation) return { id: creation.found.id };
  return { id: creation.fresh.branch.id, operations: creation.fresh.operations };
}
