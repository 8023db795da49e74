import type { Database } from "@neondatabase/api-client";
import { UsageError } from "@launchgate/provider-kit";
import type { Properties } from "@launchgate/provider-kit";
import { create, idParts, maybe, optionalText, text } from "./handler.ts";
import type { Context, Created, Handler, Live, Operations } from "./handler.ts";

const form = "<project id>/<branch id>/<database name>";

interface Place {
  readonly projectId: string;
  readonly branchId: string;
  /** Neon's number of the database, or its name after an import. */
  readonly key: string;
}

function placeOf(id: string): Place {
  const [projectId = "", branchId = "", key = ""] = idParts(id, 3, form);
  return { projectId, branchId, key };
}

async function list({ projectId, branchId }: Omit<Place, "key">, context: Context): Promise<Database[] | undefined> {
  const answer = await maybe(context, {
    what: `list the databases of branch ${branchId}`,
    send: (client) => client.listProjectBranchDatabases(projectId, branchId),
  });
  return answer?.databases;
}

/** Ids hold the number, which survives renaming. */
function idOf(projectId: string, database: Database): string {
  return `${projectId}/${database.branch_id}/${String(database.id)}`;
}

async function named(inputs: Properties, context: Context): Promise<Database | undefined> {
  const place = { projectId: text(inputs, "projectId"), branchId: text(inputs, "branchId") };
  return (await list(place, context))?.find((database) => database.name === inputs["name"]);
}

async function adopt(inputs: Properties, context: Context): Promise<Created> {
  const database = await named(inputs, context);
  if (database === undefined) {
    const [branchId, name] = [text(inputs, "branchId"), text(inputs, "name")];
    throw new UsageError(`adoptExisting: branch ${branchId} has no database "${name}"; leave it out to create one`);
  }
  return { id: idOf(text(inputs, "projectId"), database) };
}

async function createNew(inputs: Properties, context: Context): Promise<Created> {
  const [projectId, branchId] = [text(inputs, "projectId"), text(inputs, "branchId")];
  const database = { name: text(inputs, "name"), owner_name: text(inputs, "ownerName") };
  const creation = await create(context, {
    what: `create database "${database.name}" on branch ${branchId}`,
    target: `database ${projectId}/${branchId}/${database.name}`,
    marked: false,
    candidates: async () => {
      const found = await named(inputs, context);
      return found === undefined ? [] : [{ id: idOf(projectId, found), createdAt: found.created_at }];
    },
    send: (_mark, call) =>
      context.api.call({
        ...call,
        send: (client) => client.createProjectBranchDatabase(projectId, branchId, { database }),
      }),
  });
  if ("found" in creation) return { id: creation.found.id };
  return { id: idOf(projectId, creation.fresh.database), operations: creation.fresh.operations };
}

async function locate(id: string, context: Context): Promise<Database | undefined> {
  const place = placeOf(id);
  const databases = await list(place, context);
  return databases?.find((item) => String(item.id) === place.key) ?? databases?.find((item) => item.name === place.key);
}

async function find(id: string, _state: Properties, context: Context): Promise<Live | undefined> {
  const { projectId, branchId } = placeOf(id);
  const database = await locate(id, context);
  if (database === undefined) return undefined;
  return {
    id: idOf(projectId, database),
    inputs: { projectId, branchId, name: database.name, ownerName: database.owner_name },
    outputs: { databaseId: database.id, createdAt: database.created_at },
  };
}

async function apply(live: Live, wanted: Properties, context: Context): Promise<Operations> {
  const [projectId, branchId, name] = ["projectId", "branchId", "name"].map((key) => text(live.inputs, key)) as [
    string,
    string,
    string,
  ];
  const database = {
    ...("name" in wanted && { name: wanted["name"] as string }),
    ...("ownerName" in wanted && { owner_name: wanted["ownerName"] as string }),
  };
  // 404 is no error here: a repeated rename whose first answer was lost finds the old name gone. The caller looks again.
  const answer = await maybe(context, {
    what: `update database "${name}" of branch ${branchId}`,
    send: (client) => client.updateProjectBranchDatabase(projectId, branchId, name, { database }),
  });
  return answer?.operations;
}

async function remove(id: string, state: Properties, context: Context): Promise<void> {
  const { projectId, branchId } = placeOf(id);
  if (state["adoptExisting"] === true) {
    context.task.log.info(`Database ${id} was taken over (adoptExisting): it stays with its branch.`);
    return;
  }
  const database = await locate(id, context);
  if (database === undefined) return;
  const answer = await maybe(context, {
    what: `delete database "${database.name}" of branch ${branchId}`,
    send: (client) => client.deleteProjectBranchDatabase(projectId, branchId, database.name),
  });
  await context.api.settle(answer?.operations, context.task);
}

/** Postgres databases. */
export const databaseHandler: Handler = {
  projectOf: (inputs, id) => optionalText(inputs, "projectId") ?? id?.split("/")[0],
  create: (inputs, context) => (inputs["adoptExisting"] === true ? adopt(inputs, context) : createNew(inputs, context)),
  settle: (_id, inputs, context) => context.api.settleProject(text(inputs, "projectId"), context.task),
  find,
  apply,
  delete: remove,
};
