import {
  checklistCheck,
  gitHubActionsApp,
  mergeOverlay,
  modelSchema,
  reviewCheck,
  rulesEnvironments,
  rulesRepositoryChecks,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { allFiles, rulesFiles, serviceFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { jobKey } from "../../../../packages/cli/src/pipelines/service/pull-request.ts";
import { model as written } from "../../../../stacks/index.ts";
import { jobsOf, modelWith, stepsOf, workflowsOf } from "./pipelines-model.ts";

const model = modelWith();
const web = (overlay = {}): ReturnType<typeof workflowsOf> =>
  workflowsOf("web", serviceFiles(modelWith(overlay), "web"));
const jobNames = (reads: ReturnType<typeof workflowsOf>): string[] =>
  reads.flatMap(jobsOf).map(({ key, job }) => job.name ?? key);
const named = (reads: ReturnType<typeof workflowsOf>, file: string): string =>
  reads.find((each) => each.file === file)?.text ?? "";

describe("checks that branch guards demand (P6)", () => {
  it.each(Object.entries(model.services))("%s has a job for each, by the same name", (id, { repository }) => {
    const names = jobNames(
      workflowsOf(id, serviceFiles(model, id)).filter(({ file }) => file.endsWith("/pull-request.yml")),
    );
    expect(names).toEqual(expect.arrayContaining(repository.requiredChecks.map(({ context }) => context)));
  });

  it("are posted by one job only, so that no other run can turn one green", () => {
    const names = jobNames(web());
    const required = model.services["web"]?.repository.requiredChecks.map(({ context }) => context) ?? [];
    expect(required.filter((context) => names.filter((name) => name === context).length !== 1)).toEqual([]);
  });

  it("of this repository are jobs of its workflows", () => {
    const names = jobNames(workflowsOf("rules", rulesFiles(model)));
    const required = rulesRepositoryChecks(model.organization);
    const ofJobs = required.filter(({ appId }) => appId === gitHubActionsApp).map(({ context }) => context);
    expect(ofJobs).toEqual(["check", "preview"]);
    expect(names).toEqual(expect.arrayContaining(ofJobs));
    expect(required.slice(ofJobs.length)).toEqual([{ context: reviewCheck, appId: model.organization.githubApp.id }]);
    expect(names).not.toContain(reviewCheck);
    // A job of that name would be a green check beside the one that is never green (R4).
    expect(names).not.toContain(checklistCheck);
  });

  it("may have names that no job key can have, and those of other apps get no job", () => {
    const requiredChecks = [
      { context: "end to end (chrome)" },
      { context: "1st look" },
      { context: "theirs", appId: 7 },
    ];
    const names = jobNames(web({ services: { web: { repository: { requiredChecks } } } }));
    expect(names).toEqual(expect.arrayContaining(["end to end (chrome)", "1st look", "build", "secret-scan"]));
    expect(names).not.toContain("theirs");
    expect([jobKey("end to end (chrome)"), jobKey("1st look")]).toEqual(["end-to-end-chrome-", "check-1st-look"]);
  });
});

describe("environments of this repository (P3, S3)", () => {
  const used = (reads: ReturnType<typeof workflowsOf>): string[] =>
    [...new Set(reads.flatMap(jobsOf).flatMap(({ job }) => job.environment ?? []))].toSorted();

  it.each([
    ["the reference organisation", {}],
    [
      "a second production and a second shared stack",
      {
        stages: { "prod-eu": { ...written.stages["prod"], title: "Europe" } },
        stacks: { "prod-eu": { kind: "stage", stage: "prod-eu", services: ["web"] }, accounts: { kind: "shared" } },
      },
    ],
  ])("are those that are declared, each of them and no other: %s", (_what, overlay) => {
    const { organization, stages, stacks } = { ...model, ...modelSchema.parse(mergeOverlay(written, overlay)) };
    const changed = { ...model, organization, stages, stacks };
    const declared = rulesEnvironments(changed).map(({ name }) => name);
    expect(used(workflowsOf("rules", rulesFiles(changed)))).toEqual(declared.toSorted());
  });
});

describe("deployment of the rules (P4, P9)", () => {
  const jobs = workflowsOf("rules", rulesFiles(model)).find(({ file }) => file === "rules/deploy.yml")?.workflow.jobs;
  const stepsOfJob = (stack: string) => jobs?.[stack]?.steps ?? [];
  const records = (stack: string): string[] =>
    stepsOfJob(stack).flatMap(({ with: inputs }) => /^launchgate-deploy-.*/.exec(String(inputs?.["name"])) ?? []);

  it.each(["shared", "dev", "staging", "prod"])("goes on where an earlier attempt was, in %s", (stack) => {
    const steps = stepsOfJob(stack);
    const at = (name: string): number => steps.findIndex((each) => each.name === name);
    const order = ["What earlier attempts did", "Go on from there", "Deploy", "What was done"].map(at);
    expect(order.filter((each) => each < 0)).toEqual([]);
    expect(order).toEqual(order.toSorted((a, b) => a - b));
    expect(steps[order[0] ?? 0]).toMatchObject({
      id: "earlier",
      if: "${{ github.run_attempt > 1 }}",
      env: { STACK: stack },
    });
    expect(steps[order[1] ?? 0]).toMatchObject({
      if: "${{ steps.earlier.outputs.artifact != '' }}",
      with: { "run-id": "${{ github.run_id }}", path: steps[order[3] ?? 0]?.with?.["path"] },
    });
    expect(records(stack)).toEqual([`launchgate-deploy-${stack}-\${{ github.run_attempt }}`]);
  });

  it("pages once for production: the job where `deploy` has not, and for nothing else", () => {
    const calls = (stack: string) =>
      stepsOfJob(stack)
        .filter(({ name }) => name === "Call a person")
        .map(({ if: when, run }) => [when, run?.includes("--page")]);
    expect(calls("prod")).toEqual([
      ["${{ failure() && steps.deploy.outputs.paged != 'true' }}", true],
      ["${{ failure() && steps.deploy.outputs.paged == 'true' }}", false],
    ]);
    expect(stepsOfJob("prod").find(({ name }) => name === "Deploy")?.id).toBe("deploy");
    for (const stack of ["shared", "dev", "staging"]) expect(calls(stack)).toEqual([["${{ failure() }}", false]]);
  });

  it("judges both sides as of the same moment, which the head's documents tell (P7)", () => {
    for (const file of ["rules/verdict.yml", "rules/preview-engine.yml"]) {
      const judge = workflowsOf("rules", rulesFiles(model)).find((each) => each.file === file)?.workflow.jobs[
        "verdict"
      ];
      const steps = judge?.steps ?? [];
      const fetched = steps.findIndex(({ with: inputs }) => inputs?.["path"] === "plans/head");
      const planned = steps.findIndex(({ run }) => run?.includes("--side base") === true);
      expect(fetched).toBeGreaterThan(0);
      expect(planned).toBeGreaterThan(fetched);
      expect(steps[planned]?.run).toContain("--at-of plans/head");
    }
  });
});

describe("what the model decides", () => {
  const retention = (reads: ReturnType<typeof workflowsOf>): Set<unknown> =>
    new Set(reads.flatMap(stepsOf).flatMap(({ step }) => step.with?.["retention-days"] ?? []));

  it("artefacts are kept as the compliance class demands (P5)", () => {
    const text = (id: string) =>
      workflowsOf(id, serviceFiles(model, id)).filter(({ file }) => !file.includes("preview-database"));
    expect(retention(text("web"))).toEqual(new Set([90]));
    expect(retention(text("bridge-api"))).toEqual(new Set([180]));
    expect(retention(workflowsOf("rules", rulesFiles(model)))).toEqual(new Set([180]));
  });

  it.each([1, 2, 3])("a deployment is tried %i times and not once more (P9)", (pipelineTries) => {
    const release = web({ release: { pipelineTries } }).find(({ file }) => file === "web/release.yml");
    const prod = release?.workflow.jobs["prod"];
    const ids = prod?.steps.flatMap(({ id }) => (id?.startsWith("try-") ? [id] : []));
    expect(ids).toEqual(["try-1", "try-2", "try-3"].slice(0, pipelineTries));
    const last = prod?.steps.find(({ name }) => name === "No try passed");
    expect(last?.if?.match(/outcome == 'failure'/g)).toHaveLength(pipelineTries);
  });

  it("stages follow each other, and production stands at its gated environment (P2, P3)", () => {
    const jobs = web().find(({ file }) => file === "web/release.yml")?.workflow.jobs ?? {};
    expect(Object.entries(jobs).map(([key, { needs, environment }]) => [key, needs, environment])).toEqual([
      ["artefact", undefined, undefined],
      ["attest", ["artefact"], undefined],
      ["dev", ["artefact", "attest"], "dev"],
      ["staging", ["artefact", "dev"], "staging"],
      ["prod", ["artefact", "staging"], "prod"],
    ]);
    const failing = jobs["prod"]?.steps.slice(-1)[0];
    expect(failing?.if).toBe("${{ failure() }}");
    expect(failing?.run).toContain("--page");
    expect(jobs["dev"]?.steps.slice(-1)[0]?.run).not.toContain("--page");
  });

  it.each([
    ["none", "low"],
    ["low", "moderate"],
    ["medium", "high"],
    ["high", "critical"],
  ])("where %s is the worst finding allowed, %s blocks (P8)", (securityThreshold, severity) => {
    const text = named(web({ services: { web: { qualityGates: { securityThreshold } } } }), "web/pull-request.yml");
    expect(text).toContain(`fail-on-severity: ${severity}\n`);
  });

  it("the benchmarks of both sides are compared, by what the model allows (P8)", () => {
    const reads = web({ services: { web: { qualityGates: { benchmarkRegressionPercent: 7 } } } });
    const found = reads.flatMap(jobsOf).find(({ key }) => key === "benchmarks");
    const steps = found?.job.steps ?? [];
    expect(steps.flatMap(({ with: given }) => (given?.["path"] === undefined ? [] : [given["path"]]))).toEqual([
      "base",
      "change",
    ]);
    expect(steps[0]?.with?.["ref"]).toBe(
      "${{ github.event.pull_request.base.sha || github.event.merge_group.base_sha }}",
    );
    expect(steps.at(-1)).toMatchObject({
      run: "node change/.github/launchgate/benchmarks.mjs base change",
      env: { REGRESSION_PERCENT: "7" },
    });
    expect(found?.job.permissions).toEqual({ contents: "read" });
  });

  it("coverage, Node.js and the merge queue are the service's own (P8, P6)", () => {
    const overlay = {
      services: {
        web: {
          qualityGates: { coveragePercent: 91 },
          vercel: { nodeVersion: "22.x" },
          repository: { history: "merge-queue" },
        },
      },
    };
    const text = named(web(overlay), "web/pull-request.yml");
    expect(text).toContain('COVERAGE_PERCENT: "91"');
    expect(text).toContain("node-version: 22.x");
    expect(text).toContain("merge_group: {}");
    expect(named(web(), "web/pull-request.yml")).not.toContain("merge_group: {}");
  });

  it("a service without previews has no database workflow, and its tests wait for none", () => {
    const reads = web({ stages: { staging: { database: { previewBranches: null } } } });
    expect(reads.map(({ file }) => file)).not.toContain("web/preview-database.yml");
    expect(named(reads, "web/pull-request.yml")).not.toContain("await-artifact");
  });

  it("branches of development come from the stage, without the default one; none: no workflow", () => {
    const on = web().find(({ file }) => file === "web/development.yml")?.workflow.on;
    expect(on).toEqual({ push: { branches: ["feature/**", "fix/**", "dependabot/**"] } });
    const none = web({ stages: { dev: { branchPolicy: { branches: ["main"] } } } });
    expect(none.map(({ file }) => file)).not.toContain("web/development.yml");
  });

  it("the same model gives the same bytes, and an unknown service is told with the nearest name", () => {
    expect(allFiles(modelWith())).toEqual(allFiles(model));
    expect(() => serviceFiles(model, "wbe")).toThrow(/no service "wbe"/);
  });
});
