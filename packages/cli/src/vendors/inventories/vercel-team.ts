import { z } from "zod";
import { aliasOf } from "../identity/text.ts";
import type { Collector, InventoryObject } from "../inventory-object.ts";
import type { VercelClient } from "../vercel-client.ts";
import { vercelKinds } from "./vercel-kinds.ts";
import { changed, moment, next, pages } from "./vercel-things.ts";

const drain = z.object({
  id: z.string(),
  name: z.string().nullish(),
  projectIds: z.array(z.string()).nullish(),
  updatedAt: moment,
});
const drains = z.union([z.object({ drains: z.array(drain) }), z.array(drain).transform((all) => ({ drains: all }))]);
const webhooks = z.array(
  z.object({
    id: z.string(),
    url: z.string(),
    events: z.array(z.string()),
    projectIds: z.array(z.string()).nullish(),
    updatedAt: moment,
  }),
);
const person = z.object({ uid: z.string(), username: z.string().nullish(), email: z.string().nullish() });
const membersPage = next.extend({ members: z.array(person.extend({ role: z.string() })) });
const group = z.object({ accessGroupId: z.string(), name: z.string() });
const groupsPage = next.extend({ accessGroups: z.array(group) });
const groupMembersPage = next.extend({ members: z.array(person) });
const grant = z.object({
  projectId: z.string(),
  role: z.string(),
  project: z.object({ name: z.string().nullish() }).nullish(),
});
const grantsPage = next.extend({ projects: z.array(grant) });

/** Where logs go. */
export async function readDrains(client: VercelClient, into: Collector): Promise<void> {
  const read = async () =>
    (await client.call("list the drains", drains, (sdk) => sdk.drains.getDrains(client.team))).drains;
  for (const { id, name, projectIds, updatedAt } of await into.list(vercelKinds.drain, "the team", read)) {
    const alias = aliasOf(projectIds, name);
    into.add({ kind: vercelKinds.drain, id, alias, name: name ?? id, ...changed(updatedAt), ...within(projectIds) });
  }
}

/** Whom Vercel tells of events: only the host of the address is shown, the rest may hold a key. */
export async function readWebhooks(client: VercelClient, into: Collector): Promise<void> {
  const read = () => client.call("list the webhooks", webhooks, (sdk) => sdk.webhooks.getWebhooks(client.team));
  for (const { id, url, events, projectIds, updatedAt } of await into.list(vercelKinds.webhook, "the team", read)) {
    const host = URL.parse(url)?.host ?? "an address that is none";
    const remark = `tells ${host} of ${events.join(", ")}`;
    into.add({ kind: vercelKinds.webhook, id, name: host, remark, ...changed(updatedAt), ...within(projectIds) });
  }
}

/** What is for one project only lives in it. */
function within(projectIds: readonly string[] | null | undefined): Pick<InventoryObject, "parent"> {
  const [only, ...others] = projectIds ?? [];
  return only !== undefined && others.length === 0 ? { parent: { kind: vercelKinds.project, id: only } } : {};
}

/** Members of the team. */
export async function readMembers(client: VercelClient, into: Collector): Promise<void> {
  const teamId = client.team.teamId ?? client.team.slug;
  if (teamId === undefined) return;
  const read = () =>
    pages((from) =>
      client.call("list the members of the team", membersPage, (sdk) =>
        sdk.teams.getTeamMembers({ teamId, limit: 100, ...(from === undefined ? {} : { until: Number(from) }) }),
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

/** Groups of people with rights in projects: who is in them, and what they may do where. */
export async function readAccessGroups(client: VercelClient, into: Collector): Promise<void> {
  const read = () =>
    pages((from) =>
      client.call("list the access groups", groupsPage, (sdk) =>
        sdk.accessGroups.listAccessGroups({
          ...client.team,
          limit: 100,
          ...(from === undefined ? {} : { next: from }),
        }),
      ),
    );
  const groups = await into.take(
    vercelKinds.accessGroup,
    undefined,
    async () => (await read()).flatMap((page) => page.accessGroups),
    ({ accessGroupId: id, name }) => ({ id, alias: aliasOf(name), name }),
  );
  await Promise.all(groups.map((each) => readAccessGroup(client, into, each)));
}

async function readAccessGroup(
  client: VercelClient,
  into: Collector,
  { accessGroupId: id, name }: z.infer<typeof group>,
): Promise<void> {
  const parent = { kind: vercelKinds.accessGroup, id, name };
  const at = (from: string | undefined) => ({
    ...client.team,
    idOrName: id,
    limit: 100,
    ...(from === undefined ? {} : { next: from }),
  });
  const members = () =>
    pages((from) =>
      client.call(`list the members of access group ${name}`, groupMembersPage, (sdk) =>
        sdk.accessGroups.listAccessGroupMembers(at(from)),
      ),
    );
  const grants = () =>
    pages((from) =>
      client.call(`list the projects of access group ${name}`, grantsPage, (sdk) =>
        sdk.accessGroups.listAccessGroupProjects(at(from)),
      ),
    );
  await Promise.all([
    into.take(
      vercelKinds.accessGroupMember,
      parent,
      async () => (await members()).flatMap((page) => page.members),
      ({ uid, username }) => ({ id: `${id}/${uid}`, name: `${username ?? uid} in ${name}` }),
    ),
    into.take(
      vercelKinds.accessGroupProject,
      parent,
      async () => (await grants()).flatMap((page) => page.projects),
      ({ projectId, role, project }) => ({
        id: `${id}/${projectId}`,
        name: `${name} on ${project?.name ?? projectId}`,
        remark: role,
      }),
    ),
  ]);
}
