import { describe, expect, it } from "vitest";
import { RepositoryActions, type RepositoryActionsArgs } from "../../../../components/github/repository-actions.ts";
import { capture } from "../../../helpers/capture.ts";

const base: RepositoryActionsArgs = {
  repository: "web",
  githubOwner: "acme",
  visibility: "private",
  guard: "standard",
  retain: false,
};
const run = (args: Partial<RepositoryActionsArgs> = {}) =>
  capture(() => new RepositoryActions("a", { ...base, ...args }));
const permissionsType = "github:index/actionsRepositoryPermissions:ActionsRepositoryPermissions";
const accessType = "github:index/actionsRepositoryAccessLevel:ActionsRepositoryAccessLevel";

describe("RepositoryActions", () => {
  it("lets chosen actions run, each pinned to a commit", async () => {
    expect((await run()).one(permissionsType).inputs).toEqual({
      repository: "web",
      enabled: true,
      allowedActions: "selected",
      allowedActionsConfig: { githubOwnedAllowed: true, verifiedAllowed: true, patternsAlloweds: ["acme/*"] },
      shaPinningRequired: true,
    });
  });

  it("takes verified publishers away under the strict guard, and the owner's pattern from the organisation", async () => {
    const { inputs } = (await run({ guard: "strict", githubOwner: "other" })).one(permissionsType);
    expect(inputs["allowedActionsConfig"]).toEqual({
      githubOwnedAllowed: true,
      verifiedAllowed: false,
      patternsAlloweds: ["other/*"],
    });
  });

  it("gives workflows a token that reads and cannot approve", async () => {
    const token = (await run()).one("github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions");
    expect(token.inputs).toEqual({
      repository: "web",
      defaultWorkflowPermissions: "read",
      canApprovePullRequestReviews: false,
    });
  });

  it("names repository, id and context in the OIDC subject", async () => {
    const type =
      "github:index/actionsRepositoryOidcSubjectClaimCustomizationTemplate:ActionsRepositoryOidcSubjectClaimCustomizationTemplate";
    expect((await run()).one(type).inputs).toEqual({
      repository: "web",
      useDefault: false,
      includeClaimKeys: ["repo", "repository_id", "context"],
    });
  });

  it("closes reusable workflows to others, where GitHub has the setting", async () => {
    expect((await run()).one(accessType).inputs).toEqual({ repository: "web", accessLevel: "none" });
    expect((await run({ visibility: "internal" })).all(accessType)).toHaveLength(1);
    expect((await run({ visibility: "public" })).all(accessType)).toEqual([]);
  });

  it("keeps all four settings of an adopted repository", async () => {
    const retained = async (retain: boolean) =>
      (await run({ retain })).resources
        .filter((each) => each.custom)
        .map((each) => each.options.retainOnDelete ?? false);
    expect(await retained(true)).toEqual([true, true, true, true]);
    expect(await retained(false)).toEqual([false, false, false, false]);
  });
});
