import { z } from "zod";
import type { NeonClient } from "../neon-client.ts";
import type { Collector } from "../inventory-object.ts";

/** Type tokens of what Neon holds. */
export const neonKinds = {
  project: "neon:index:Project",
  branch: "neon:index:Branch",
  endpoint: "neon:index:Endpoint",
  role: "neon:index:Role",
  database: "neon:index:Database",
  permission: "neon:index:ProjectPermission",
  apiKey: "neon:index:ApiKey",
} as const;

const project = z.object({ id: z.string(), name: z.string(), updated_at: z.string().optional() });
const projectsPage = z.object({
  projects: z.array(project),
  pagination: z.object({ cursor: z.string().optional() }).optional(),
});
const branch = z.object({
  id: z.string(),
  name: z.string(),
  default: z.boolean().optional(),
  parent_id: z.string().nullish(),
  protected: z.boolean().optional(),
  expires_at: z.string().nullish(),
  updated_at: z.string().optional(),
});
const branchesPage = z.object({
  branches: z.array(branch),
  pagination: z.object({ next: z.string().optional() }).optional(),
});
const endpoints = z.object({
  endpoints: z.array(
    z.object({ id: z.string(), type: z.string(), branch_id: z.string(), updated_at: z.string().optional() }),
  ),
});
const roles = z.object({
  roles: z.array(z.object({ name: z.string(), protected: z.boolean().optional(), updated_at: z.string().optional() })),
});
const databases = z.object({
  databases: z.array(z.object({ id: z.number(), name: z.string(), updated_at: z.string().optional() })),
});
const permissions = z.object({
  project_permissions: z.array(
    z.object({ id: z.string(), granted_to_email: z.string(), revoked_at: z.string().nullish() }),
  ),
});
const apiKeys = z.array(z.object({ id: z.number(), name: z.string() }));

const pageSize = 100;

/** Everything of an organisation at Neon. */
export async function readNeon(client: NeonClient, into: Collector): Promise<void> {
  const { organization } = client;
  const projects = await into.take(
    neonKinds.project,
    undefined,
    () => listProjects(client),
    ({ id, name, ...rest }) => ({
      id,
      name,
      ...changed(rest),
    }),
  );
  await into.take(
    neonKinds.apiKey,
    undefined,
    () => client.call("list the API keys of the organisation", apiKeys, (api) => api.listOrgApiKeys(organization)),
    ({ id, name }) => ({ id: `${organization}/${String(id)}`, name }),
  );
  await Promise.all(projects.map((each) => readProject(client, into, each)));
}

async function listProjects(client: NeonClient): Promise<readonly z.infer<typeof project>[]> {
  const found: z.infer<typeof project>[] = [];
  let cursor: string | undefined;
  for (;;) {
    const query = { org_id: client.organization, limit: pageSize, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call("list the projects", projectsPage, (api) => api.listProjects(query));
    found.push(...page.projects);
    const next = page.pagination?.cursor;
    // Neon gives a cursor with the last page too: a page that is not full is the last one.
    if (page.projects.length < pageSize || next === undefined || next === cursor) return found;
    cursor = next;
  }
}

async function readProject(client: NeonClient, into: Collector, { id, name }: z.infer<typeof project>): Promise<void> {
  const parent = { kind: neonKinds.project, id, name };
  const [branches] = await Promise.all([
    into.take(
      neonKinds.branch,
      parent,
      () => listBranches(client, id, name),
      (each) => ({
        id: each.id,
        name: `${name} ${each.name}`,
        ...changed(each),
        ...(each.default === true
          ? { remark: "default branch" }
          : each.expires_at
            ? { remark: `expires ${each.expires_at}` }
            : {}),
      }),
    ),
    into.take(
      neonKinds.endpoint,
      parent,
      async () =>
        (await client.call(`list the computes of project ${name}`, endpoints, (api) => api.listProjectEndpoints(id)))
          .endpoints,
      (each) => ({ id: each.id, name: `${name} ${each.type} ${each.id}`, ...changed(each) }),
    ),
    into.take(
      neonKinds.permission,
      parent,
      async () =>
        (
          await client.call(`list who may use project ${name}`, permissions, (api) => api.listProjectPermissions(id))
        ).project_permissions.filter(({ revoked_at: revoked }) => !revoked),
      (each) => ({ id: `${id}/${each.id}`, name: `${each.granted_to_email} on ${name}` }),
    ),
  ]);
  await readBranches(client, into, { id, name }, branches);
}

async function listBranches(
  client: NeonClient,
  projectId: string,
  name: string,
): Promise<readonly z.infer<typeof branch>[]> {
  const found: z.infer<typeof branch>[] = [];
  let cursor: string | undefined;
  for (;;) {
    const query = { projectId, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call(`list the branches of project ${name}`, branchesPage, (api) =>
      api.listProjectBranches(query),
    );
    found.push(...page.branches);
    const next = page.pagination?.next;
    if (next === undefined || next === cursor || page.branches.length === 0) return found;
    cursor = next;
  }
}

type Branch = z.infer<typeof branch>;
type Role = z.infer<typeof roles>["roles"][number];
type Database = z.infer<typeof databases>["databases"][number];

/** A branch begins with the roles and databases of its parent: such copies were added by nobody. */
async function readBranches(
  client: NeonClient,
  into: Collector,
  project: Named,
  branches: readonly Branch[],
): Promise<void> {
  const contents = await Promise.all(
    branches.map(async ({ id, name }) => {
      const where = `${project.name} ${name}`;
      const [ownRoles, ownDatabases] = await Promise.all([
        into.list(neonKinds.role, where, () => rolesOf(client, project.id, id, where)),
        into.list(neonKinds.database, where, () => databasesOf(client, project.id, id, where)),
      ]);
      return [id, { ownRoles, ownDatabases }] as const;
    }),
  );
  const byBranch = new Map(contents);
  for (const { id, name, parent_id: above } of branches) {
    const parent = { kind: neonKinds.branch, id };
    const source = above ? byBranch.get(above) : undefined;
    const copied = (list: readonly { readonly name: string }[] | undefined, each: string): boolean =>
      list?.some((one) => one.name === each) ?? false;
    for (const each of byBranch.get(id)?.ownRoles ?? [])
      into.add({
        kind: neonKinds.role,
        id: `${project.id}/${id}/${each.name}`,
        name: `${project.name} ${name} ${each.name}`,
        parent,
        vendorMade: each.protected === true || copied(source?.ownRoles, each.name),
        ...changed(each),
      });
    for (const each of byBranch.get(id)?.ownDatabases ?? [])
      into.add({
        kind: neonKinds.database,
        id: `${project.id}/${id}/${String(each.id)}`,
        name: `${project.name} ${name} ${each.name}`,
        parent,
        vendorMade: copied(source?.ownDatabases, each.name),
        ...changed(each),
      });
  }
}

interface Named {
  readonly id: string;
  readonly name: string;
}

async function rolesOf(client: NeonClient, projectId: string, id: string, where: string): Promise<readonly Role[]> {
  const what = `list the roles of branch ${where}`;
  return (await client.call(what, roles, (api) => api.listProjectBranchRoles(projectId, id))).roles;
}

async function databasesOf(
  client: NeonClient,
  projectId: string,
  id: string,
  where: string,
): Promise<readonly Database[]> {
  const what = `list the databases of branch ${where}`;
  return (await client.call(what, databases, (api) => api.listProjectBranchDatabases(projectId, id))).databases;
}

function changed({ updated_at: at }: { readonly updated_at?: string | undefined }): { changedAt?: string } {
  return at === undefined ? {} : { changedAt: at };
}
