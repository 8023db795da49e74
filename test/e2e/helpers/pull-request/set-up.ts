import { organization, teams } from "../../../../stacks/organization.ts";
import { rulesetBody, type PlannedRuleset } from "./branch-rules.ts";
import { owner, repo, type Hub } from "./hub.ts";
import type { TreeFile } from "./origin.ts";
import type { PracticeGround } from "./practice-ground.ts";

const at = { owner, repo };

/** Our app: the check of the review is pinned to it. */
export const ourApp = { ...organization.githubApp, slug: "launchgate", name: "Launchgate" };
const githubActions = { id: 15_368, slug: "github-actions", name: "GitHub Actions" };

/** What is set up, and from what. */
export interface SettingUp {
  readonly ground: PracticeGround;
  readonly hub: Hub;
  /** Files that the repository of the rules begins with; they lie in the folder of the ground. */
  readonly files: readonly TreeFile[];
}

/** Which machine is whom: our app, and the tokens of jobs. */
export async function nameApps(hub: Hub): Promise<void> {
  await hub.control("apps", { drill: ourApp, release: githubActions, drift: githubActions });
}

/** Without an engine: team, repository and branch rules by GitHub's interface, as the program plans them. */
export async function setUpByHand({ ground, hub, files }: SettingUp): Promise<void> {
  const github = hub.as("pulumi");
  await github.teams.create({ org: owner, name: "platform", privacy: "closed" });
  const platform = { org: owner, team_slug: "platform" };
  for (const person of teams.platform.members)
    await github.teams.addOrUpdateMembershipForUserInOrg({ ...platform, username: `${person}-example` });
  await github.repos.createInOrg({ org: owner, name: repo, auto_init: true, visibility: "private" });
  await github.teams.addOrUpdateRepoPermissionsInOrg({ ...platform, ...at, permission: "maintain" });
  await hub.begin("pulumi", ground.args.root, files);
  const { resources } = await ground.json<{ resources: readonly Planned[] }>(["plan", "--stack", "shared"]);
  const found = resources.find(({ type, inputs }) => {
    return type.endsWith(":RepositoryRuleset") && inputs["repository"] === repo && inputs["target"] === "branch";
  });
  if (found === undefined) throw new Error(`the program declares no rules for the branch of ${repo}`);
  const body = rulesetBody(found.inputs as unknown as PlannedRuleset);
  await github.request("POST /repos/{owner}/{repo}/rulesets", { ...at, ...body } as never);
}

/** With the engine: every stack by its first `up`, which binds it to the sandbox, and releases that answer. */
export async function setUpByEngine(setting: SettingUp): Promise<void> {
  const { ground } = setting;
  const up = (stack: string): Promise<unknown> => ground.json(["up", "--stack", stack, "--target", "sandbox"]);
  await up("shared");
  await beginUnderRules(setting);
  for (const stack of ["dev", "staging", "prod"]) await up(stack);
  // Staging has nothing to answer with yet.
  for (const project of ["web-dev", "web-prod"]) await serve(ground, project);
}

/** Builds a release for a project of the practice Vercel. */
export async function serve(ground: PracticeGround, project: string): Promise<void> {
  await ground.json(["sandbox", "deploy", "--project", project, "--release", "1.0.0"]);
}

/** The first content comes before any review: an owner lets the guard of the branch stand still for it. */
async function beginUnderRules({ ground, hub, files }: SettingUp): Promise<void> {
  const github = hub.as("pulumi");
  const { data: rules } = await github.repos.getRepoRulesets({ ...at, includes_parents: false });
  const guards = rules.filter(({ target }) => target === "branch");
  if (guards.length === 0) throw new Error(`nothing guards the branch of ${repo}`);
  const enforce = async (enforcement: "active" | "disabled"): Promise<void> => {
    for (const { id } of guards) await github.repos.updateRepoRuleset({ ...at, ruleset_id: id, enforcement });
  };
  await enforce("disabled");
  await hub.begin("pulumi", ground.args.root, files);
  await enforce("active");
}

interface Planned {
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}
