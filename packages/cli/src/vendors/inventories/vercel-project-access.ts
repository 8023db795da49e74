import { z } from "zod";
import type { Collector } from "../inventory-object.ts";
import type { VercelClient } from "../vercel-client.ts";
import { vercelKinds } from "./vercel-kinds.ts";
import { changed, moment, next, pages } from "./vercel-things.ts";

const member = z.object({ uid: z.string(), username: z.string().nullish(), role: z.string(), createdAt: moment });
const membersPage = next.extend({ members: z.array(member) });
const rule = z.object({ id: z.string(), domain: z.string(), ip: z.string(), note: z.string().nullish() });
/** A page ends with the id of its last rule, where there are more. */
const rulesPage = z
  .object({ result: z.array(rule), pagination: z.object({ id: z.string() }).nullish() })
  .transform(({ result, pagination }) => ({ result, pagination: { next: pagination?.id } }));

/** Who has rights of their own in a project, and which addresses pass its firewall. */
export async function readProjectAccess(
  client: VercelClient,
  into: Collector,
  { id, name }: { readonly id: string; readonly name: string },
): Promise<void> {
  const parent = { kind: vercelKinds.project, id, name };
  const members = () =>
    pages((from) =>
      client.call(`list the members of project ${name}`, membersPage, (sdk) =>
        sdk.projectMembers.getProjectMembers({
          ...client.team,
          idOrName: id,
          limit: 100,
          ...(from === undefined ? {} : { until: Number(from) }),
        }),
      ),
    );
  const rules = () =>
    pages((from) =>
      client.call(`list what passes the firewall of project ${name}`, rulesPage, (sdk) =>
        sdk.security.getBypassIp({
          ...client.team,
          projectId: id,
          limit: 100,
          ...(from === undefined ? {} : { offset: from }),
        }),
      ),
    );
  await Promise.all([
    into.take(
      vercelKinds.projectMember,
      parent,
      async () => (await members()).flatMap((page) => page.members),
      ({ uid, username, role, createdAt }) => ({
        id: `${id}/${uid}`,
        name: `${username ?? uid} in ${name}`,
        remark: role,
        ...changed(createdAt),
      }),
    ),
    into.take(
      vercelKinds.firewallBypass,
      parent,
      async () => (await rules()).flatMap((page) => page.result),
      ({ domain, ip, note }) => ({
        id: `${id}/${domain}/${ip}`,
        name: `${name} ${note ?? "address without a note"}`,
        remark: `${ip} passes the firewall of ${domain === "*" ? "every domain" : domain}`,
      }),
    ),
  ]);
}
