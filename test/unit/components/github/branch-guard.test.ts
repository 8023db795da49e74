import { describe, expect, it } from "vitest";
import { BranchGuard, resolveBranchGuard, type BranchGuardArgs } from "../../../../components/github/branch-guard.ts";
import { capture } from "../../../helpers/capture.ts";
import { codes, vendors } from "./model.ts";

const base: BranchGuardArgs = {
  serviceId: "web",
  repository: "web",
  guard: "standard",
  visibility: "private",
  vendors: vendors(),
  requiredChecks: [
    { context: "build", appId: 15_368 },
    { context: "scan", appId: 42 },
  ],
  history: "linear",
  requiredDeployments: [],
  securityThreshold: "medium",
  protect: true,
};
const type = "github:index/repositoryRuleset:RepositoryRuleset";
const run = (args: Partial<BranchGuardArgs> = {}) => capture(() => new BranchGuard("g", { ...base, ...args }));
const ruleset = async (args: Partial<BranchGuardArgs> = {}) => (await run(args)).one(type, "g-ruleset");
const rules = async (args: Partial<BranchGuardArgs> = {}) =>
  (await ruleset(args)).inputs["rules"] as Record<string, Record<string, unknown> | undefined>;

describe("BranchGuard", () => {
  it("guards the default branch for everybody", async () => {
    expect((await ruleset()).inputs).toEqual({
      name: "launchgate: default branch",
      repository: "web",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } },
      bypassActors: [],
      rules: {
        deletion: true,
        nonFastForward: true,
        requiredLinearHistory: true,
        requiredSignatures: true,
        pullRequest: {
          requiredApprovingReviewCount: 1,
          requireCodeOwnerReview: true,
          requireLastPushApproval: true,
          dismissStaleReviewsOnPush: true,
          requiredReviewThreadResolution: true,
          allowedMergeMethods: ["squash"],
        },
        requiredStatusChecks: {
          requiredChecks: [
            { context: "build", integrationId: 15_368 },
            { context: "scan", integrationId: 42 },
          ],
          strictRequiredStatusChecksPolicy: true,
          doNotEnforceOnCreate: false,
        },
        requiredCodeScanning: {
          requiredCodeScanningTools: [
            { tool: "CodeQL", alertsThreshold: "errors", securityAlertsThreshold: "high_or_higher" },
          ],
        },
      },
    });
  });

  it("asks two reviews and no finding at all under the strict guard", async () => {
    const strict = await rules({ guard: "strict", securityThreshold: "high" });
    expect(strict["pullRequest"]).toHaveProperty("requiredApprovingReviewCount", 2);
    expect(strict["requiredCodeScanning"]).toEqual({
      requiredCodeScanningTools: [{ tool: "CodeQL", alertsThreshold: "all", securityAlertsThreshold: "all" }],
    });
  });

  it.each([
    ["none", "all"],
    ["low", "medium_or_higher"],
    ["medium", "high_or_higher"],
    ["high", "critical"],
  ] as const)("allows findings up to %s, so blocks from %s", async (securityThreshold, blocking) => {
    expect(await rules({ securityThreshold })).toHaveProperty(
      "requiredCodeScanning.requiredCodeScanningTools.0.securityAlertsThreshold",
      blocking,
    );
  });

  it("queues merges where wanted and where the plan has it, and then leaves freshness to the queue", async () => {
    const queued = await rules({ history: "merge-queue" });
    expect(queued["mergeQueue"]).toMatchObject({ mergeMethod: "SQUASH", groupingStrategy: "ALLGREEN" });
    expect(queued["requiredStatusChecks"]).toHaveProperty("strictRequiredStatusChecksPolicy", false);
    expect(queued).toHaveProperty("requiredLinearHistory", true);
    for (const args of [{ vendors: vendors("team") }, { guard: "strict" as const }]) {
      const unqueued = await rules({ history: "merge-queue", ...args });
      expect(unqueued).not.toHaveProperty("mergeQueue");
      expect(unqueued["requiredStatusChecks"]).toHaveProperty("strictRequiredStatusChecksPolicy", true);
    }
  });

  it("demands deployments", async () => {
    expect((await rules({ requiredDeployments: ["dev"] }))["requiredDeployments"]).toEqual({
      requiredDeploymentEnvironments: ["dev"],
    });
  });

  it("lets only named actors pass", async () => {
    const bypass = [
      { type: "Team", id: 12, mode: "pull_request" },
      { type: "Integration", id: 99, mode: "always" },
    ] as const;
    expect((await ruleset({ bypass })).inputs["bypassActors"]).toEqual([
      { actorType: "Team", actorId: 12, bypassMode: "pull_request" },
      { actorType: "Integration", actorId: 99, bypassMode: "always" },
    ]);
  });

  it("leaves out what the plan lacks", async () => {
    expect((await run({ vendors: vendors("free") })).all(type)).toEqual([]);
    expect((await run({ vendors: vendors("free"), visibility: "public" })).all(type)).toHaveLength(1);
    expect(await rules({ vendors: vendors("team") })).toHaveProperty("requiredCodeScanning");
  });

  it("is protected as asked and carries its service", async () => {
    expect((await ruleset()).options.protect).toBe(true);
    expect((await ruleset({ protect: false })).options.protect).toBeUndefined();
    const component = (await run({ serviceId: "api" })).one("launchgate:github:BranchGuard");
    expect(component.inputs).toEqual({ serviceId: "api", guard: "standard" });
  });
});

describe("resolveBranchGuard", () => {
  it("refuses a guard without checks", () => {
    const result = resolveBranchGuard({ ...base, requiredChecks: [] });
    expect(result).toMatchObject({
      problems: [{ code: "github.guard-without-checks", path: "services.web.repository.requiredChecks" }],
    });
  });

  it("refuses a check named twice, even from two apps", () => {
    const requiredChecks = [...base.requiredChecks, { context: "build", appId: 7 }, { context: "build", appId: 8 }];
    const result = resolveBranchGuard({ ...base, requiredChecks });
    expect(result).toMatchObject({ problems: [{ code: "github.duplicate-check", value: "build" }] });
  });

  it("lets nobody pass the strict guard", () => {
    const bypass = [{ type: "User", id: 1, mode: "always" }] as const;
    expect(codes(resolveBranchGuard({ ...base, bypass }))).toEqual([]);
    expect(codes(resolveBranchGuard({ ...base, bypass, guard: "strict" }))).toEqual(["github.strict-guard-bypass"]);
  });
});
