import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { refuseWith } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import { repository } from "./repository.ts";

const at = "/repos/{owner}/{repo}/actions/permissions";
const scopes = { read: "administration:read", write: "administration:write" };

interface PermissionsData extends Data {
  readonly enabled: boolean;
  readonly allowed_actions: "all" | "local_only" | "selected";
  readonly sha_pinning_required: boolean;
}

/** Whether workflows run, and which actions they may use. */
export const actionsPermissions = resource<PermissionsData>({
  vendor: "github",
  name: "actions-permissions",
  source: `github.json ${at}`,
  parent: repository,
  identity: {},
  operations: { read: `GET ${at} -> 200`, update: `PUT ${at} -> 204` },
  scopes,
  input: z.object({
    enabled: z.boolean(),
    allowed_actions: z.enum(["all", "local_only", "selected"]).optional(),
    sha_pinning_required: z.boolean().optional(),
  }),
  update: z.object({
    enabled: z.boolean(),
    allowed_actions: z.enum(["all", "local_only", "selected"]).optional(),
    sha_pinning_required: z.boolean().optional(),
  }),
  defaults: () => ({ enabled: true, allowed_actions: "all", sha_pinning_required: false }),
  view({ data }, { base, request }) {
    if (!data.enabled) return { enabled: false };
    const url = `${base}${request.path}/selected-actions`;
    return { ...data, ...(data.allowed_actions === "selected" ? { selected_actions_url: url } : {}) };
  },
});

/** Which actions are allowed where only selected ones are. */
export const selectedActions = resource({
  vendor: "github",
  name: "selected-actions",
  source: `github.json ${at}/selected-actions; 409 when not "selected": GitHub docs of the path [unverified for GET]`,
  parent: repository,
  identity: {},
  operations: { read: `GET ${at}/selected-actions -> 200`, update: `PUT ${at}/selected-actions -> 204` },
  scopes,
  input: z.object({
    github_owned_allowed: z.boolean(),
    verified_allowed: z.boolean(),
    patterns_allowed: z.array(z.string()),
  }),
  defaults: () => ({ github_owned_allowed: true, verified_allowed: true, patterns_allowed: [] }),
  guard(entity, { world }) {
    const [permissions] = world.store.children<PermissionsData>("github.actions-permissions", entity.parent);
    if (permissions?.data.allowed_actions === "selected") return;
    throw refuseWith(409, {
      message: "Conflict: the repository does not allow selected actions only.",
      documentation_url: "https://docs.github.com/rest/actions/permissions",
      status: "409",
    });
  },
});
