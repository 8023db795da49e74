import { organizationLives } from "./github-organization.ts";
import { repositoryLives } from "./github-repository.ts";
import { rulesetLives } from "./github-ruleset.ts";
import type { VendorLives } from "./life.ts";

/** Every type of GitHub that the plugin serves. */
export const githubLives: VendorLives = {
  vendor: "github",
  async prepare(engine) {
    await engine.made("github:index/repository:Repository", "web", {
      name: "web",
      autoInit: true,
      visibility: "private",
    });
    await engine.made("github:index/repositoryEnvironment:RepositoryEnvironment", "prod", {
      repository: "web",
      environment: "prod",
      deploymentBranchPolicy: { protectedBranches: false, customBranchPolicies: true },
    });
    const team = (key: string, name: string): Promise<string> =>
      engine.made("github:index/team:Team", key, { name, privacy: "closed" });
    return { approvers: await team("approvers", "Approvers"), parent: await team("parent", "Parent") };
  },
  lives: (ids) => ({ ...organizationLives(ids), ...repositoryLives(ids), ...rulesetLives() }),
};
