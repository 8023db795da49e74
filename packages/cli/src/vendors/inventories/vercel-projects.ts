import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import { isMarked, type Collector } from "../inventory-object.ts";
import { idWithoutSecret } from "../secret-ids.ts";
import type { VercelClient } from "../vercel-client.ts";
import { vercelKinds } from "./vercel-kinds.ts";
import { readProjectAccess } from "./vercel-project-access.ts";
import { changed, moment, next, pages } from "./vercel-things.ts";

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
const environments = z.object({
  environments: z.array(z.object({ id: z.string(), slug: z.string(), updatedAt: moment })),
});
const rolling = z.object({ rollingRelease: z.object({ stages: z.array(z.unknown()).nullish() }).nullish() });

type Project = z.infer<typeof project>;

/** Projects of the team and everything in them. */
export async function readProjects(client: VercelClient, into: Collector): Promise<void> {
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
  await Promise.all(
    projects.flatMap((each) => {
      takeBypasses(into, each);
      return [readProject(client, into, each), readProjectAccess(client, into, each)];
    }),
  );
}

/** The key of a bypass is its secret: only its digest, note and time are told. Those that Vercel makes for itself are not ours to judge. */
function takeBypasses(into: Collector, { id, name, protectionBypass = {} }: Project): void {
  for (const [secret, { note, createdAt, scope }] of Object.entries(protectionBypass))
    if (scope === undefined || scope === "automation-bypass")
      into.add({
        kind: vercelKinds.bypass,
        id: idWithoutSecret(vercelKinds.bypass, `${id}/${secret}`),
        alias: aliasOf(id, note),
        name: `${name} ${note ?? "bypass without a note"}`,
        managedTag: isMarked(note),
        parent: { kind: vercelKinds.project, id },
        ...changed(createdAt),
      });
}

async function readProject(client: VercelClient, into: Collector, { id, name }: Project): Promise<void> {
  const parent = { kind: vercelKinds.project, id, name };
  const at = { idOrName: id, ...client.team };
  const domains = () =>
    pages((from) =>
      client.call(`list the domains of project ${name}`, domainsPage, (sdk) =>
        sdk.projects.getProjectDomains({ ...at, limit: 100, ...(from === undefined ? {} : { until: Number(from) }) }),
      ),
    );
  await Promise.all([
    into.take(
      vercelKinds.variable,
      parent,
      async () => {
        const what = `list the variables of project ${name}`;
        return (await client.call(what, variables, (sdk) => sdk.projects.filterProjectEnvs(at))).envs;
      },
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
      vercelKinds.customEnvironment,
      parent,
      async () => {
        const what = `list the custom environments of project ${name}`;
        const read = await client.call(what, environments, (sdk) =>
          sdk.environment.getProjectsByIdOrNameCustomEnvironments(at),
        );
        return read.environments;
      },
      ({ id: own, slug, updatedAt }) => ({ id: own, name: `${name} ${slug}`, ...changed(updatedAt) }),
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
