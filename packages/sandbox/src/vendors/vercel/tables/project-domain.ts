import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { refused } from "../wire.ts";
import { project, type ProjectData } from "./project.ts";

interface DomainData extends Data {
  readonly name: string;
  readonly gitBranch: string | null;
  readonly redirect: string | null;
  readonly redirectStatusCode: number | null;
}

const at = "/projects/{idOrName}/domains";
const fields = {
  gitBranch: z.string().max(250).nullable().optional(),
  customEnvironmentId: z.string().nullable().optional(),
  redirect: z.string().nullable().optional(),
  redirectStatusCode: z.literal([301, 302, 307, 308]).nullable().optional(),
};

/** A domain that leads to a project. It counts as verified at once: nobody else holds it here. */
export const projectDomain = resource<DomainData>({
  vendor: "vercel",
  name: "project-domain",
  title: "Project Domain",
  source: `vercel.json ${at}; client/project_domain.go of the provider; texts of refusals [unverified]`,
  parent: project,
  identity: { domain: "name" },
  foldCase: true,
  operations: {
    create: `POST ${at} -> 200`,
    list: `GET ${at} -> 200`,
    read: [`GET ${at}/{domain} -> 200`, `POST ${at}/{domain}/verify -> 200`],
    update: `PATCH ${at}/{domain} -> 200`,
    remove: `DELETE ${at}/{domain} -> 200 {}`,
  },
  scopes: { read: "read", write: "write" },
  input: z.strictObject({ name: z.string().regex(/^(?:\*\.)?(?:[a-z\d-]{1,63}\.)+[a-z-]{2,63}$/i), ...fields }),
  update: z.strictObject(fields),
  wrap: { many: "domains" },
  defaults: () => ({ gitBranch: null, customEnvironmentId: null, redirect: null, redirectStatusCode: null }),
  normalise: (data) => ({
    ...data,
    name: data.name.toLowerCase(),
    redirectStatusCode: data.redirect === null ? null : (data.redirectStatusCode ?? 307),
  }),
  check(data, { world }, before, parent) {
    const clash = world.store
      .all<DomainData>("vercel.project-domain")
      .find((other) => other.key !== before?.key && other.data.name === data.name);
    if (clash && clash.parent === parent?.key)
      throw refused(400, "domain_already_in_use", `The domain "${data.name}" is already assigned to this project.`);
    if (clash) throw inUse(data.name, world.store.get<ProjectData>(clash.parent ?? "")?.data.id);
    const production = (parent?.data as ProjectData | undefined)?.link?.productionBranch;
    if (data.gitBranch !== null && data.gitBranch === production)
      throw invalid("Project Domain", { path: ["gitBranch"], code: "custom", message: branchMessage });
    return [];
  },
  view: ({ data, parent, created, updated }, { world }) => ({
    ...data,
    apexName: data.name.split(".").slice(-2).join("."),
    projectId: world.store.get<ProjectData>(parent ?? "")?.data.id,
    verified: true,
    createdAt: created,
    updatedAt: updated,
  }),
});

const branchMessage = "The Git branch of a domain cannot be the production branch.";

function inUse(name: string, projectId: string | undefined): Error {
  const message = `Cannot add ${name} since it's already assigned to another project.`;
  return refused(409, "domain_already_in_use", message, { projectId, domain: name });
}
