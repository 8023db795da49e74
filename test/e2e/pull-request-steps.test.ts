/** How the steps of workflows are run for the path of a change: as GitHub would, and in doubt not at all. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { takeRole } from "../../packages/cli/src/pipelines/sign-in.ts";
import { inRepository } from "../helpers/repository.ts";
import { rulesetBody } from "./helpers/pull-request/branch-rules.ts";
import { filled, holds } from "./helpers/pull-request/expressions.ts";
import { IdentityService, roleOf } from "./helpers/pull-request/identity.ts";
import { runJob, type JobOrder } from "./helpers/pull-request/runner.ts";
import { readWorkflow, workflowFiles, type Step } from "./helpers/pull-request/workflow-file.ts";

const below = mkdtempSync(path.join(tmpdir(), "launchgate-steps-"));
afterAll(() => {
  rmSync(below, { recursive: true });
});

const contexts = {
  github: { sha: "abc", event: { number: 7 }, token: "t" },
  vars: { REGION: "eu" },
  secrets: { KEY: "k" },
};
const step = (more: Partial<Step>): Step => ({
  name: "a step",
  with: {},
  env: {},
  "continue-on-error": false,
  ...more,
});

function order(steps: readonly Step[]): JobOrder {
  const job = {
    "runs-on": "ubuntu-24.04",
    needs: [],
    permissions: {},
    "timeout-minutes": 5,
    outputs: {},
    env: { A: "1" },
  };
  const workflow = {
    file: "w.yml",
    name: "w",
    on: {},
    permissions: {},
    env: {},
    jobs: { j: { ...job, steps: [...steps] } },
  };
  return {
    workflow: { ...workflow, defaults: { run: { shell: "bash" } } },
    job: "j",
    place: { hub: undefined as never, origin: undefined as never, folder: below, run: 1, sha: "abc", app: "app" },
    contexts,
    own: mkdtempSync(path.join(below, "own-")),
    before: undefined,
    variables: { PATH: process.env["PATH"] ?? "" },
  };
}

test("expressions are GitHub's own, and a setting that nobody gave is an error", () => {
  expect(
    filled("${{ format('{0}:{1}', github.sha, github.event.number) }}-${{ vars.REGION }}", contexts, "success"),
  ).toBe("abc:7-eu");
  expect(() => filled("${{ secrets.OTHER }}", contexts, "success")).toThrow("nobody says what secrets.OTHER is");
  expect(() => filled("${{ matrix.os }}", contexts, "success")).toThrow();
});

test.each([
  [undefined, "success", true],
  [undefined, "failure", false],
  ["${{ always() }}", "failure", true],
  ["${{ failure() }}", "success", false],
  ["${{ failure() }}", "failure", true],
  ["${{ github.sha != '' }}", "success", true],
  ["${{ github.sha == 'abc' }}", "failure", false],
  ["github.event.number == 8", "success", false],
] as const)("if: %s after %s is %s", (condition, standing, expected) => {
  expect(holds(condition, contexts, standing)).toBe(expected);
});

test("a failed step ends the job, but for steps that always run; one that may fail does not; outputs and summaries are kept", async () => {
  const told = await runJob(
    order([
      step({
        name: "gives",
        id: "one",
        run: 'echo "word=hello" >> "$GITHUB_OUTPUT"; echo "# Done" >> "$GITHUB_STEP_SUMMARY"',
      }),
      step({ name: "may fail", run: "exit 3", "continue-on-error": true }),
      step({ name: "takes", env: { WORD: "${{ steps.one.outputs.word }}" }, run: 'test "$WORD$A" = hello1' }),
      step({ name: "pipe", run: "false | cat" }),
      step({ name: "not any more", run: "true" }),
      step({ name: "always", if: "${{ always() }}", run: "echo still here" }),
    ]),
  );
  expect(told.steps.map(({ name, outcome }) => `${name}: ${outcome}`)).toEqual([
    "gives: success",
    "may fail: failure",
    "takes: success",
    "pipe: failure",
    "not any more: skipped",
    "always: success",
  ]);
  expect(told).toMatchObject({ conclusion: "failure", summary: "# Done\n" });
});

test("what a step hands on reaches later ones, and what it wants hidden is hidden from there on", async () => {
  const told = await runJob(
    order([
      step({ name: "gives", run: 'echo "::add-mask::deep-1"; echo "TAKEN=deep-1=2" >> "$GITHUB_ENV"' }),
      step({ name: "takes", run: 'echo "it is $TAKEN"', env: { COPY: "${{ env.TAKEN }}" } }),
      step({ name: "by expression", run: 'test "$COPY" = deep-1=2', env: { COPY: "${{ env.TAKEN }}" } }),
    ]),
  );
  expect(told.steps.map(({ outcome, log }) => `${outcome}: ${log}`)).toEqual([
    "success: ::add-mask::***\n",
    "success: it is ***=2\n",
    "success: ",
  ]);
});

test("a job takes the role of its own environment, and no other one", async () => {
  const identity = await IdentityService.start();
  try {
    const job = identity.variables("staging");
    const take = (environment: string, variables: Readonly<Record<string, string>> = job) =>
      takeRole(variables, { role: roleOf(environment), region: "eu-central-1" });
    expect(Object.keys(await take("staging"))).toEqual([
      "AWS_REGION",
      "AWS_ACCESS_KEY_ID",
      "AWS_SECRET_ACCESS_KEY",
      "AWS_SESSION_TOKEN",
    ]);
    await expect(take("prod")).rejects.toMatchObject({ code: "sign-in.refused" });
    const other = { ...job, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "guessed" };
    await expect(take("staging", other)).rejects.toMatchObject({ code: "sign-in.refused" });
  } finally {
    await identity.close();
  }
});

test.each([
  ["someone/unknown@" + "a".repeat(40), "it is not known here what someone/unknown does"],
  ["actions/checkout@v7", "actions/checkout@v7 is not pinned to a commit"],
  ["actions/checkout@" + "a".repeat(40), "a checkout must not keep its token"],
])("%s is not run", async (uses, why) => {
  const { conclusion, steps } = await runJob(order([step({ uses })]));
  expect(conclusion).toBe("failure");
  expect(steps[0]?.log).toContain(why);
});

test("every workflow of this repository is read, each key known", () => {
  const files = workflowFiles(inRepository("."));
  expect(files).toContain("verdict.yml");
  for (const file of files) expect(Object.keys(readWorkflow(inRepository("."), file).jobs).length).toBeGreaterThan(0);
});

test("planned branch rules become those of GitHub's interface", () => {
  const conditions = { refName: { includes: ["~DEFAULT_BRANCH"], excludes: [] } };
  const rules = {
    deletion: true,
    update: false,
    pullRequest: { requiredApprovingReviewCount: 2, allowedMergeMethods: ["squash"] },
    requiredStatusChecks: {
      strictRequiredStatusChecksPolicy: true,
      requiredChecks: [{ context: "release-review", integrationId: 5 }],
    },
    requiredCodeScanning: { requiredCodeScanningTools: [] },
  };
  const planned = { name: "guard", target: "branch", enforcement: "active", conditions, rules };
  expect(rulesetBody(planned)).toEqual({
    name: "guard",
    target: "branch",
    enforcement: "active",
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH"], exclude: [] } },
    bypass_actors: [],
    rules: [
      { type: "deletion" },
      { type: "pull_request", parameters: { required_approving_review_count: 2, allowed_merge_methods: ["squash"] } },
      {
        type: "required_status_checks",
        parameters: {
          strict_required_status_checks_policy: true,
          required_status_checks: [{ context: "release-review", integration_id: 5 }],
        },
      },
    ],
  });
});
