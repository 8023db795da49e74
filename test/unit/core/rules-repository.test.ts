import {
  checklistCheck,
  gitHubActionsApp,
  rulesEnvironmentNames,
  rulesEnvironments,
  rulesRepositoryChecks,
  modelSchema,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { model as written } from "../../../stacks/index.ts";

const model = modelSchema.parse(written);

describe("environments of the rules repository (P3, S3)", () => {
  it("are those of the stacks in the order of delivery, then its own", () => {
    expect(rulesEnvironments(model).map(({ name, purpose, kind }) => [name, purpose, kind])).toEqual([
      ["shared", "shared", null],
      ["dev", "stage", "development"],
      ["staging", "stage", "staging"],
      ["prod", "stage", "production"],
      ...Object.keys(rulesEnvironmentNames).map((name) => [name, name, null]),
    ]);
  });

  it("ask for what the stage asks for; nobody approves code of a pull request that is their own", () => {
    const approval = (name: string) => rulesEnvironments(model).find((each) => each.name === name)?.approval;
    expect(approval("prod")).toEqual(model.stages["prod"]?.approval);
    const open = { people: [], teams: [], preventSelfReview: true, adminsBypass: false, wait: "0 minutes" };
    expect(approval("preview")).toEqual({ ...open, teams: [model.organization.rulesRepository.owner] });
    for (const name of ["shared", "verdict", "watch", "drills"]) expect(approval(name)).toEqual(open);
  });

  it("is one for a stage that two stacks have, and none for a throw-away stack", () => {
    const { prod } = model.stacks;
    const stacks = { ...model.stacks, ...(prod ? { "prod-api": prod } : {}) };
    const names = rulesEnvironments({ ...model, stacks }).map(({ name }) => name);
    expect(names).toEqual(rulesEnvironments(model).map(({ name }) => name));
    expect(names).not.toContain("drill");
  });
});

const checksWith = (how: "advisory" | "required") =>
  rulesRepositoryChecks({ githubApp: { id: 7 }, rulesRepository: { checklistCheck: how } });

describe("checks of the rules repository (P6, P7)", () => {
  it("take the review from our app alone, all others from the jobs of GitHub Actions", () => {
    expect(checksWith("advisory")).toEqual([
      ...["check", "preview"].map((context) => ({ context, appId: gitHubActionsApp })),
      { context: "release-review", appId: 7 },
    ]);
  });

  it("ask for the checklist only where the model says so, which the reference organisation does not (R4)", () => {
    expect(checksWith("required")).toContainEqual({ context: checklistCheck, appId: gitHubActionsApp });
    expect(checksWith("required")).toHaveLength(4);
    expect(rulesRepositoryChecks(model.organization).map(({ context }) => context)).not.toContain(checklistCheck);
  });
});
