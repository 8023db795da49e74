import { omit } from "../../../world/entity.ts";
import { planHas } from "@launchgate/core";
import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { Refusal, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import type { RepositoryData } from "../types.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { repository } from "./repository.ts";
import { filledRule, rulesetRule, type RulesetRule } from "./ruleset-rules.ts";

interface RulesetData extends Data {
  readonly name: string;
  readonly id: number;
  readonly target: "branch" | "tag" | "push";
  readonly enforcement: "disabled" | "active" | "evaluate";
  readonly bypass_actors: readonly { actor_id?: number | null; actor_type: string; bypass_mode?: string }[];
  readonly conditions: { ref_name?: { include: readonly string[]; exclude: readonly string[] } } | null;
  readonly rules: readonly RulesetRule[];
}

const actorTypes = [
  "Integration",
  "OrganizationAdmin",
  "RepositoryRole",
  "Team",
  "DeployKey",
  "EnterpriseOwner",
  "User",
] as const;
const at = "/repos/{owner}/{repo}/rulesets";

/** Rules for branches, tags or pushes of a repository (P6). */
export const ruleset = resource<RulesetData>({
  vendor: "github",
  name: "ruleset",
  title: "Ruleset",
  source: `github.json ${at}; bypass actors shown to writers only: facts/providers.md section 2`,
  parent: repository,
  identity: { ruleset_id: "id" },
  operations: {
    create: `POST ${at} -> 201`,
    list: `GET ${at} -> 200`,
    read: `GET ${at}/{ruleset_id} -> 200`,
    update: `PUT ${at}/{ruleset_id} -> 200`,
    remove: `DELETE ${at}/{ruleset_id} -> 204`,
  },
  scopes: { read: "metadata:read", write: "administration:write" },
  input: z.object({
    name: z.string().min(1),
    target: z.enum(["branch", "tag", "push"]).optional(),
    enforcement: z.enum(["disabled", "active", "evaluate"]),
    bypass_actors: z
      .array(
        z.object({
          actor_id: z.number().int().nullable().optional(),
          actor_type: z.enum(actorTypes),
          bypass_mode: z.enum(["always", "pull_request", "exempt"]).optional(),
        }),
      )
      .nullable()
      .optional(),
    conditions: z
      .object({ ref_name: z.object({ include: z.array(z.string()), exclude: z.array(z.string()) }).optional() })
      .nullable()
      .optional(),
    rules: z.array(rulesetRule).optional(),
  }),
  unique: [{ fields: ["name"], message: "Name must be unique" }],
  defaults: () => ({ target: "branch", bypass_actors: [], conditions: null, rules: [] }),
  normalise: (data) => ({
    ...data,
    bypass_actors: ((data.bypass_actors as RulesetData["bypass_actors"] | null) ?? []).map(filledActor),
    rules: data.rules.map(filledRule),
  }),
  check: (data, call, _before, parent) => {
    refuseWithoutPlan(call, parent);
    return rulesetProblems(data, call);
  },
  computed: (_data, { world }) => ({ id: world.ids.number("github.ruleset", 600_001) }),
  list: {
    filters: { targets: ({ data }, value) => value.split(",").includes(data.target) },
    view: (entity, call) => omit(rulesetView(entity, call), "rules", "conditions", "bypass_actors"),
  },
  view: rulesetView,
});

function rulesetView({ data, created, updated, parent }: Entity<RulesetData>, call: Call): Data {
  const { rules, conditions, bypass_actors: actors, ...brief } = data;
  const owner = call.world.store.get<RepositoryData>(parent ?? "")?.data;
  const source = `${owner?.owner ?? ""}/${owner?.name ?? ""}`;
  const mayWrite = call.holder.scopes.has("administration:write");
  return {
    ...brief,
    source_type: "Repository",
    source,
    node_id: nodeId("RRS", data.id),
    conditions,
    rules,
    ...(mayWrite ? { bypass_actors: actors, current_user_can_bypass: "never" } : {}),
    created_at: iso(created),
    updated_at: iso(updated),
    _links: {
      self: { href: `${call.base}/repos/${source}/rulesets/${String(data.id)}` },
      html: { href: htmlUrl(`${source}/rules/${String(data.id)}`) },
    },
  };
}

/** GitHub fills the mode, and the number 1 for owners of the organisation. Source: github.json, `actor_id`. */
function filledActor(actor: RulesetData["bypass_actors"][number]): RulesetData["bypass_actors"][number] {
  const id = actor.actor_type === "OrganizationAdmin" ? 1 : (actor.actor_id ?? null);
  return { ...actor, actor_id: id, bypass_mode: actor.bypass_mode ?? "always" };
}

function rulesetProblems(data: RulesetData, { world }: Call): FieldProblem[] {
  const problem = (field: string, message: string): FieldProblem => ({ path: [field], code: "custom", message });
  const teams = new Set(world.store.all("github.team").map((team) => team.data["id"]));
  const strangers = data.bypass_actors.filter((each) => each.actor_type === "Team" && !teams.has(each.actor_id));
  const types = data.rules.map(({ type }) => type);
  return [
    ...strangers.map(() =>
      problem("bypass_actors", "Actor team must be part of the ruleset source or owner organization"),
    ),
    ...(data.target === "push" && data.conditions?.ref_name
      ? [problem("conditions", "Push rulesets cannot have ref name conditions")]
      : []),
    ...(new Set(types).size < types.length ? [problem("rules", "Rules must be unique by type")] : []),
  ];
}

/** Rulesets of private repositories need the Team plan or more (A3, P6). */
function refuseWithoutPlan({ world }: Call, parent: Entity | undefined): void {
  if (parent?.data["visibility"] === "public" || planHas(world.seed.vendors, "rulesets")) return;
  const message = "Upgrade to GitHub Pro or make this repository public to enable this feature.";
  throw new Refusal({ kind: "forbidden", needs: "administration:write", message });
}
