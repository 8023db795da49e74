import type { Branch, Endpoint, Project } from "@neondatabase/api-client";
import { RefusedError } from "../errors.ts";
import type { Properties } from "@launchgate/provider-kit";
import { maybe } from "./handler.ts";
import type { Context } from "./handler.ts";

interface Connection {
  readonly databaseName?: string | undefined;
  readonly databaseUser?: string | undefined;
}

/** Database and role of the connection outputs: those recorded, else the first database of the default branch. */
async function connectionOf(
  projectId: string,
  branchId: string,
  state: Properties,
  context: Context,
): Promise<Connection> {
  const { databaseName, databaseUser } = state;
  if (typeof databaseName === "string" && typeof databaseUser === "string") return { databaseName, databaseUser };
  const answer = await maybe(context, {
    what: `list the databases of branch ${branchId}`,
    send: (client) => client.listProjectBranchDatabases(projectId, branchId),
  });
  const database = answer?.databases.toSorted((a, b) => a.id - b.id)[0];
  return { databaseName: database?.name, databaseUser: database?.owner_name };
}

/** A connection URI; undefined where Neon cannot make one (no endpoint, no such role, passwords not stored). */
async function uri(
  projectId: string,
  branchId: string,
  connection: Connection,
  pooled: boolean,
  context: Context,
): Promise<string | undefined> {
  const { databaseName, databaseUser } = connection;
  if (databaseName === undefined || databaseUser === undefined) return undefined;
  const query = { projectId, branch_id: branchId, database_name: databaseName, role_name: databaseUser, pooled };
  try {
    const answer = await maybe(context, {
      what: `make a connection URI for project ${projectId}`,
      send: (client) => client.getConnectionUri(query),
    });
    return answer?.uri;
  } catch (error) {
    if (error instanceof RefusedError && error.status < 500 && error.status !== 401 && error.status !== 403)
      return undefined;
    throw error;
  }
}

function passwordOf(connectionUri: string | undefined): string | undefined {
  if (connectionUri === undefined || !URL.canParse(connectionUri)) return undefined;
  const { password } = new URL(connectionUri);
  return password === "" ? undefined : decodeURIComponent(password);
}

/** Outputs that tell how to connect. What Neon cannot tell any more is taken from the state. */
export async function connectionOutputs(
  project: Project,
  branch: Branch,
  endpoint: Endpoint | undefined,
  state: Properties,
  context: Context,
): Promise<Properties> {
  const connection = await connectionOf(project.id, branch.id, state, context);
  const hasEndpoint = endpoint !== undefined;
  const direct = hasEndpoint ? await uri(project.id, branch.id, connection, false, context) : undefined;
  const pooled = hasEndpoint ? await uri(project.id, branch.id, connection, true, context) : undefined;
  return {
    ...connection,
    databasePassword: passwordOf(direct) ?? state["databasePassword"],
    connectionUri: direct ?? (hasEndpoint ? state["connectionUri"] : undefined),
    connectionUriPooler: pooled ?? (hasEndpoint ? state["connectionUriPooler"] : undefined),
  };
}
