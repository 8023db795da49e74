import type { Branch, ProjectCreateRequest } from "@neondatabase/api-client";
import type { Candidate } from "../creation.ts";
import { UsageError } from "@launchgate/provider-kit";
import { RefusedError } from "../errors.ts";
import type { Properties } from "@launchgate/provider-kit";
import { poolerHost } from "./endpoint.ts";
import { create, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live, Operations } from "./handler.ts";
import { listBranches, listProjectsByName } from "./listing.ts";
import { annotationOf, markOf } from "./marks.ts";
import { connectionOutputs } from "./project-connection.ts";
import { changeableBody, liveInputs } from "./project-settings.ts";

function rootBranch(inputs: Properties): { name?: string; role_name?: string; database_name?: string } {
  const branch = (inputs["branch"] ?? {}) as Properties;
  const [name, role, database] = ["name", "roleName", "databaseName"].map((key) => optionalText(branch, key));
  return { ...(name && { name }), ...(role && { role_name: role }), ...(database && { database_name: database }) };
}

function createBody(inputs: Properties, annotations: Record<string, string>): ProjectCreateRequest["project"] {
  const fixed = {
    org_id: inputs["orgId"],
    region_id: inputs["regionId"],
    pg_version: inputs["pgVersion"],
    store_passwords: inputs["storePasswords"],
  };
  const given = Object.fromEntries(Object.entries(fixed).filter(([, value]) => value !== undefined));
  return { ...changeableBody(inputs, {}), ...given, branch: { ...rootBranch(inputs), annotations } };
}

/** The mark is an annotation of the root branch, since projects have no annotations of their own. */
async function candidate(context: Context, id: string, createdAt: string): Promise<Candidate> {
  const { branches, annotations } = await listBranches(context, id);
  const oldestFirst = branches.toSorted((a, b) => Date.parse(a.created_at) - Date.parse(b.created_at));
  const marks = oldestFirst.map((branch) => markOf(annotations[branch.id]));
  return { id, createdAt, mark: marks.find((mark) => mark?.owner === (context.owner ?? "")) };
}

async function createProject(inputs: Properties, context: Context): Promise<Created> {
  const name = text(inputs, "name");
  const creation = await create(context, {
    what: `create project "${name}"`,
    target: `project ${optionalText(inputs, "orgId") ?? ""}/${name}`,
    marked: true,
    candidates: async () => {
      const projects = await listProjectsByName(context, name, optionalText(inputs, "orgId"));
      return await Promise.all(projects.map((project) => candidate(context, project.id, project.created_at)));
    },
    send: (mark, call) =>
      context.api.call({
        ...call,
        send: (client) => client.createProject({ project: createBody(inputs, annotationOf(mark)) }),
      }),
  });
  if ("found" in creation) return { id: creation.found.id };
  const { project, databases, connection_uris, operations } = creation.fresh;
  const connection = connection_uris[0];
  return {
    id: project.id,
    operations,
    outputs: {
      databaseName: databases[0]?.name,
      databaseUser: connection?.connection_parameters.role ?? databases[0]?.owner_name,
      databasePassword: connection?.connection_parameters.password,
      connectionUri: connection?.connection_uri,
    },
  };
}

/** How often the default branch is looked for: Neon's lists lag behind a creation. */
const looksForBranch = 8;

async function defaultBranch(id: string, context: Context): Promise<Branch> {
  for (let attempt = 0; attempt < looksForBranch; attempt += 1) {
    if (attempt > 0)
      await context.task.pause(context.task.backoffMilliseconds(attempt), `see the root branch of ${id}`);
    const branch = (await listBranches(context, id)).branches.find((item) => item.default);
    if (branch !== undefined) return branch;
  }
  throw new UsageError(
    `Project ${id} lists no default branch, although Neon gives every project one. Try again later.`,
  );
}

async function find(id: string, state: Properties, context: Context): Promise<Live | undefined> {
  const answer = await maybe(context, { what: `read project ${id}`, send: (client) => client.getProject(id) });
  if (answer === undefined) return undefined;
  const { project } = answer;
  const branch = await defaultBranch(id, context);
  const listed = await maybe(context, {
    what: `list the endpoints of branch ${branch.id}`,
    send: (client) => client.listProjectBranchEndpoints(id, branch.id),
  });
  const endpoint = listed?.endpoints.find((item) => (item.type as string) === "read_write");
  return {
    id: project.id,
    inputs: liveInputs(project),
    outputs: {
      defaultBranchId: branch.id,
      defaultBranchName: branch.name,
      defaultEndpointId: endpoint?.id,
      databaseHost: endpoint?.host,
      databaseHostPooler: endpoint && poolerHost(endpoint.host),
      ...(await connectionOutputs(project, branch, endpoint, state, context)),
      proxyHost: project.proxy_host,
      platformId: project.platform_id,
      createdAt: project.created_at,
    },
  };
}

async function apply(live: Live, wanted: Properties, context: Context): Promise<Operations> {
  const project = changeableBody(wanted, live.inputs);
  const { operations } = await context.api.call({
    task: context.task,
    what: `update project ${live.id}`,
    repeatable: true,
    send: (client) => client.updateProject(live.id, { project }),
  });
  return operations;
}

async function remove(id: string, _state: Properties, context: Context): Promise<void> {
  try {
    await maybe(context, { what: `delete project ${id}`, send: (client) => client.deleteProject(id) });
  } catch (error) {
    if (!(error instanceof RefusedError)) throw error;
    const { branches } = await listBranches(context, id);
    const names = branches.filter((branch) => branch.protected).map((branch) => `"${branch.name}" (${branch.id})`);
    if (names.length === 0) throw error;
    throw new UsageError(
      `${error.message}. These branches of project ${id} are protected: ${names.join(", ")}. Set protected: false on them, run ` +
        "pulumi up, and delete the project then.",
    );
  }
}

/** Projects. */
export const projectHandler: Handler = {
  projectOf: (_inputs, id) => id,
  create: createProject,
  settle: (id, _inputs, context) => context.api.settleProject(id, context.task),
  find,
  apply,
  delete: remove,
};
