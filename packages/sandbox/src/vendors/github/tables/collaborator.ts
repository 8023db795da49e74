import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { UserData } from "../types.ts";
import { simpleUser } from "../views/user-view.ts";
import { repository } from "./repository.ts";
import { roleName } from "./team-repository.ts";

interface CollaboratorData extends Data {
  readonly login: string;
  readonly permission: string;
}

const at = "/repos/{owner}/{repo}/collaborators";
const levels = ["pull", "triage", "push", "maintain", "admin"] as const;

/**
 * A person with access of their own to a repository. Whoever is in the organisation has it at once (204); invitations of others are
 * not played. A list of everybody (`affiliation=all`) shows those with access of their own only: rights through teams are read there.
 */
export const collaborator = resource<CollaboratorData>({
  vendor: "github",
  name: "collaborator",
  title: "Collaborator",
  source: `github.json ${at}; 204 for members of the organisation: GitHub docs, "Add a repository collaborator"`,
  parent: repository,
  identity: { username: "login" },
  foldCase: true,
  operations: {
    list: `GET ${at} -> 200`,
    read: `GET ${at}/{username} -> 204`,
    upsert: `PUT ${at}/{username} -> 204`,
    remove: `DELETE ${at}/{username} -> 204`,
  },
  scopes: { read: "metadata:read", write: "administration:write" },
  input: z.object({ permission: z.enum(levels).optional() }),
  defaults: () => ({ permission: "push" }),
  normalise: (data, call) => ({ ...data, login: userNamed(data.login, call).data.login }),
  list: { filters: { affiliation: () => true } },
  view: collaboratorView,
});

function collaboratorView({ data }: Entity<CollaboratorData>, call: Call): Data {
  const reached = levels.indexOf(data.permission as (typeof levels)[number]);
  return {
    ...simpleUser(userNamed(data.login, call), call),
    permissions: Object.fromEntries(levels.map((level, index) => [level, index <= reached])),
    role_name: roleName(data.permission),
  };
}

function userNamed(login: string, { world }: Call): Entity<UserData> {
  const found = world.store
    .all<UserData>("github.user")
    .find(({ data }) => data.login.toLowerCase() === login.toLowerCase());
  if (!found) throw missing("User", login);
  return found;
}
