import { omit } from "../../../world/entity.ts";
import { z } from "zod";
import type { FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { TeamData } from "../types.ts";
import { fullTeam, teamView } from "../views/team-view.ts";
import { nodeId } from "../wire.ts";
import { organization } from "./organization.ts";

const text = z.string().optional();

/** A team of the organisation. */
export const team = resource<TeamData>({
  vendor: "github",
  name: "team",
  title: "Team",
  source: "github.json /orgs/{org}/teams; addresses by id: facts/endpoints.md 2.1 (not in the published schema)",
  parent: organization,
  identity: { team_slug: "slug", team_id: "id" },
  foldCase: true,
  operations: {
    create: "POST /orgs/{org}/teams -> 201",
    list: "GET /orgs/{org}/teams -> 200",
    read: [
      "GET /orgs/{org}/teams/{team_slug} -> 200",
      "GET /organizations/{org_id}/team/{team_id} -> 200 = /teams/{team_id}",
      "GET /teams/{team_id} -> 200",
    ],
    update: [
      "PATCH /orgs/{org}/teams/{team_slug} -> 200",
      "PATCH /organizations/{org_id}/team/{team_id} -> 200 = /teams/{team_id}",
      "PATCH /teams/{team_id} -> 200",
    ],
    remove: [
      "DELETE /orgs/{org}/teams/{team_slug} -> 204",
      "DELETE /organizations/{org_id}/team/{team_id} -> 204 = /teams/{team_id}",
      "DELETE /teams/{team_id} -> 204",
    ],
  },
  scopes: { read: "members:read", write: "members:write" },
  input: z.object({
    name: z.string().min(1).max(255),
    description: text.nullable(),
    maintainers: z.array(z.string()).optional(),
    repo_names: z.array(z.string()).optional(),
    privacy: z.enum(["secret", "closed"]).optional(),
    notification_setting: z.enum(["notifications_enabled", "notifications_disabled"]).optional(),
    permission: z.enum(["pull", "push"]).optional(),
    parent_team_id: z.number().int().nullable().optional(),
  }),
  unique: [{ fields: ["slug"], message: "Name must be unique for this org" }],
  defaults: () => ({
    description: null,
    privacy: "secret",
    notification_setting: "notifications_enabled",
    permission: "pull",
    parent_team_id: null,
  }),
  normalise(data, _call, before) {
    const kept = omit(data, "maintainers", "repo_names") as TeamData;
    const closed = kept.parent_team_id !== null && before === undefined;
    return { ...kept, slug: slugOf(data.name), privacy: closed ? "closed" : kept.privacy };
  },
  check: (data, { world }, before, parent) => {
    if (data.parent_team_id === null) return [];
    const teams = world.store.children<TeamData>("github.team", parent?.key ?? null);
    const above = teams.find((each) => each.data.id === data.parent_team_id);
    return nestingProblems(data, above?.data, before?.data);
  },
  computed(_data, { world }) {
    const id = world.ids.number("github.team", 800_001);
    return { id, node_id: nodeId("T", id) };
  },
  list: { view: teamView },
  view: fullTeam,
});

/** Slug of a name: lower case, runs of other characters become hyphens. Source: GitHub docs, "List teams" [unverified in detail]. */
export function slugOf(name: string): string {
  return name
    .normalize("NFKD")
    .toLowerCase()
    .replaceAll(/[^a-z0-9_]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
}

function nestingProblems(data: TeamData, above: TeamData | undefined, before: TeamData | undefined): FieldProblem[] {
  const problem = (message: string): FieldProblem[] => [{ path: ["parent_team_id"], code: "custom", message }];
  if (!above) return problem("Parent team could not be found");
  if (above.id === before?.id) return problem("A team cannot be its own parent");
  return data.privacy === "secret" || above.privacy === "secret" ? problem("Secret teams cannot be nested") : [];
}
