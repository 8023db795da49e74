import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import type { VercelClient } from "../vercel-client.ts";

/** Type tokens of what Vercel holds. */
export const vercelKinds = {
  project: "vercel:index/project:Project",
  variable: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
  domain: "vercel:index/projectDomain:ProjectDomain",
  bypass: "vercel:index/projectProtectionBypass:ProjectProtectionBypass",
  rollingRelease: "vercel:index/projectRollingRelease:ProjectRollingRelease",
  edgeConfig: "vercel:index/edgeConfig:EdgeConfig",
  edgeConfigItem: "vercel:index/edgeConfigItem:EdgeConfigItem",
  edgeConfigToken: "vercel:index/edgeConfigToken:EdgeConfigToken",
  drain: "vercel:index/logDrain:LogDrain",
  member: "vercel:index/teamMember:TeamMember",
} as const;

const moment = z.number().optional();
const bypasses = z.record(
  z.string(),
  z.object({ note: z.string().optional(), createdAt: moment, scope: z.string().optional() }),
);
const project = z.object({
  id: z.string(),
  name: z.string(),
  updatedAt: moment,
  protectionBypass: bypasses.optional(),
});
const next = z.object({ pagination: z.object({ next: z.union([z.number(), z.string()]).nullish() }).optional() });
const projectsPage = next.extend({ projects: z.array(project) });
const variable = z.object({
  id: z.string().optional(),
  key: z.string(),
  target: z.union([z.string(), z.array(z.string())]).optional(),
  customEnvironmentIds: z.array(z.string()).nullish(),
  gitBranch: z.string().nullish(),
  updatedAt: moment,
  comment: z.string().nullish(),
});
const variables = z.object({ envs: z.array(variable) });
const domainsPage = next.extend({ domains: z.array(z.object({ name: z.string(), updatedAt: moment })) });
const rolling = z.object({ rollingRelease: z.object({ stages: z.array(z.unknown()).nullish() }).nullish() });
const store = z.object({ id: z.string().optional(), slug: z.string().optional(), updatedAt: moment });
const entry = z.object({ key: z.string(), updatedAt: moment });
const storeToken = z.object({ id: z.string(), label: z.string(), token: z.string().optional(), createdAt: moment });
const drain = z.object({
  id: z.string(),
  name: z.string().nullish(),
  projectIds: z.array(z.string()).nullish(),
  updatedAt: moment,
});
const drains = z.union([z.object({ drains: z.array(drain) }), z.array(drain).transform((all) => ({ drains: all }))]);
const membersPage = next.extend({
  members: z.array(
    z.object({ uid: z.string(), username: z.string().nullish(), email: z.string().nullish(), role: z.string() }),
  ),
});

type Project = z.infer<typeof project>;

/** Everything of a team at Vercel. */
export async function readVercel(client: VercelClient, into: Collector): Promise<void> {
  await Promise.all([
    readProjects(client, into),
    readEdgeConfigs(client, into),
    readDrains(client, into),
    readMembers(client, into),
  ]);
}

async function readProjects(client: VercelClient, into: Collector): Promise<void> {
  const read = () =>
    pages((from) =>
      client.call("list the projects", projectsPage, (sdk) =>
        sdk.projects.getProjects({ ...client.team, limit: "100", ...(from === undefined ? {} : { from }) }),
      ),
    );
  const projects = await into.take(
    vercelKinds.project,
    undefined,
    async () => (await read()).flatMap((page) => page.projects),
    ({ id, name, updatedAt }) => ({ id, name, ...changed(updatedAt) }),
  );
  await Promise.all(projects.map((each) => readProject(client, into, each)));
}

async function readProject(
  client: VercelClient,
  into: Collector,
  { id, name, protectionBypass = {} }: Project,
): Promise<void> {
  const parent = { kind: vercelKinds.project, id, name };
  const at = { idOrName: id, ...client.team };
  const domains = () =>
    pages((from) =>
      client.call(`list the domains of project ${name}`, domainsPage, (sdk) =>
        sdk.projects.getProjectDomains({ ...at, limit: 100, ...(from === undefined ? {} : { until: Number(from) }) }),
      ),
    );
  // The key of a bypass is its secret: only note and time are shown. Those that Vercel makes for itself are not ours to judge.
  for (const [index, { note, createdAt, scope }] of Object.values(protectionBypass).entries())
    if (scope === undefined || scope === "automation-bypass")
      into.add({
        kind: vercelKinds.bypass,
        id: `${id}/${String(index + 1)}`,
        alias: aliasOf(id, note),
        name: `${name} ${note ?? "bypass without a note"}`,
        managedTag: isMarked(note),
        parent: { kind: parent.kind, id },
        ...changed(createdAt),
      });
  await Promise.all([
    into.take(
      vercelKinds.variable,
      parent,
      async () =>
        (
          await client.call(`list the variables of project ${name}`, variables, (sdk) =>
            sdk.projects.filterProjectEnvs(at),
          )
        ).envs,
      ({ id: own, key, target = [], customEnvironmentIds, gitBranch, updatedAt, comment }) => ({
        id: own ?? `${id}/${key}`,
        alias: aliasOf(id, key, [target].flat(), customEnvironmentIds, gitBranch),
        name: `${name} ${key} (${[target].flat().join(", ")})`,
        managedTag: isMarked(comment),
        ...changed(updatedAt),
      }),
    ),
    into.take(
      vercelKinds.domain,
      parent,
      async () => (await domains()).flatMap((page) => page.domains),
      (each) => ({ id: `${id}/${each.name}`, name: `${name} ${each.name}`, ...changed(each.updatedAt) }),
    ),
    into.take(
      vercelKinds.rollingRelease,
      parent,
      async () => {
        const what = `read the rolling release of project ${name}`;
        const read = await client.call(what, rolling, (sdk) => sdk.rollingRelease.getRollingReleaseConfig(at));
        return read.rollingRelease ? [read.rollingRelease] : [];
      },
      () => ({ id, name: `${name} rolling release` }),
    ),
  ]);
}

async function readEdgeConfigs(client: VercelClient, into: Collector): Promise<void> {
  const stores = await into.take(
    vercelKinds.edgeConfig,
    undefined,
    () => client.call("list the edge configs", z.array(store), (sdk) => sdk.globalConfig.getEdgeConfigs(client.team)),
    ({ id = "", slug = "", updatedAt }) => ({ id, name: slug, ...changed(updatedAt) }),
  );
  await Promise.all(
    stores.flatMap(({ id = "", slug = "" }) => {
      const parent = { kind: vercelKinds.edgeConfig, id, name: slug };
      const at = { edgeConfigId: id, ...client.team };
      return [
        into.take(
          vercelKinds.edgeConfigItem,
          parent,
          () =>
            client.call(`list the items of edge config ${slug}`, z.array(entry), (sdk) =>
              sdk.globalConfig.getEdgeConfigItems(at),
            ),
          ({ key, updatedAt }) => ({ id: `${id}/${key}`, name: `${slug} ${key}`, ...changed(updatedAt) }),
        ),
        into.take(
          vercelKinds.edgeConfigToken,
          parent,
          () =>
            client.call(`list the tokens of edge config ${slug}`, z.array(storeToken), (sdk) =>
              sdk.globalConfig.getEdgeConfigTokens(at),
            ),
          ({ id: own, label, token, createdAt }) => ({
            id: own,
            alias: aliasOf(id, label),
            ...(token === undefined ? {} : { secrets: () => ({ token }) }),
            name: `${slug} ${label}`,
            ...changed(createdAt),
          }),
        ),
      ];
    }),
  );
}

async function readDrains(client: VercelClient, into: Collector): Promise<void> {
  const read = async () =>
    (await client.call("list the drains", drains, (sdk) => sdk.drains.getDrains(client.team))).drains;
  for (const { id, name, projectIds, updatedAt } of await into.list(vercelKinds.drain, "the team", read)) {
    const [only, ...others] = projectIds ?? [];
    const within = only !== undefined && others.length === 0 ? { parent: { kind: vercelKinds.project, id: only } } : {};
    const alias = aliasOf(projectIds, name);
    into.add({ kind: vercelKinds.drain, id, alias, name: name ?? id, ...changed(updatedAt), ...within });
  }
}

async function readMembers(client: VercelClient, into: Collector): Promise<void> {
  const team = client.team.teamId ?? client.team.slug;
  if (team === undefined) return;
  const read = () =>
    pages((from) =>
      client.call("list the members of the team", membersPage, (sdk) =>
        sdk.teams.getTeamMembers({
          teamId: team,
          limit: 100,
          ...(from === undefined ? {} : { until: Number(from) }),
        }),
      ),
    );
  await into.take(
    vercelKinds.member,
    undefined,
    async () => (await read()).flatMap((page) => page.members),
    ({ uid, username, email, role }) => ({
      id: uid,
      name: username ?? uid,
      remark: role,
      ...(email ? { alias: email } : {}),
    }),
  );
}

/** Every page; a page names the beginning of the next one. */
async function pages<T extends z.infer<typeof next>>(
  read: (from: string | undefined) => Promise<T>,
): Promise<readonly T[]> {
  const found: T[] = [];
  let from: string | undefined;
  for (;;) {
    const page = await read(from);
    found.push(page);
    const after = page.pagination?.next;
    if (after === undefined || after === null || String(after) === from) return found;
    from = String(after);
  }
}

function changed(at: number | undefined): { changedAt?: string } {
  return at === undefined ? {} : { changedAt: new Date(at).toISOString() };
}
