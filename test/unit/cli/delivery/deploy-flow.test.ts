/** A delivery: order, review, smoke, gate, and that nothing is applied twice. What must not be called is as telling as what is. (P1, P3, P4, P7, P9) */
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { deployText } from "../../../../packages/cli/src/delivery/deploy-text.ts";
import { closedMoment, openMoment, outcomeOf, siteOf, step } from "../../engine/engine-double.ts";
import { commit, Delivery, reviewOf, steps } from "./delivery.ts";

let delivery: Delivery;
beforeEach(() => {
  delivery = new Delivery();
});
afterEach(() => delivery.remove());

/** Results of the stacks, in order. */
const results = ({ stacks }: Awaited<ReturnType<Delivery["deploy"]>>): string[] =>
  stacks.map(({ stack, result }) => `${stack} ${result}`);

describe("the whole way", () => {
  test("every stack in its order, smoke behind each stage, one gate", async () => {
    const report = await delivery.deploy();
    expect(results(report)).toEqual(["shared passed", "dev passed", "staging passed", "prod passed"]);
    expect(report).toMatchObject({ result: "passed", exitCode: 0, commit, left: [] });
    expect(delivery.gates).toEqual([undefined]);
    expect(report.stacks[0]?.smoke).toBeUndefined();
    expect(report.stacks[1]?.smoke?.verdict).toBe("passed");
    expect(report.stacks[3]).toMatchObject({ gate: { approvedBy: ["ada"] }, changes: { create: 1 } });
    expect(deployText({ colour: false }, report)).toContain("Approved by ada: https://github.com/run/7");
  });

  test("a part of it", async () => {
    expect(results(await delivery.deploy({}, { from: "dev", to: "staging" }))).toEqual([
      "dev passed",
      "staging passed",
    ]);
    expect(delivery.gates).toEqual([]);
    await expect(delivery.deploy({}, { from: "prod", to: "dev" })).rejects.toMatchObject({ code: "deploy.order" });
    await expect(delivery.deploy({}, { from: "drill" })).rejects.toMatchObject({ code: "deploy.unknown-stack" });
  });

  test("done once, it is not done again", async () => {
    await delivery.deploy();
    const report = await delivery.deploy();
    expect(report.stacks.every(({ result }) => result === "done-before")).toBe(true);
    expect(delivery.order.map((stack) => delivery.writes(stack))).toEqual([1, 1, 1, 1]);
    expect(delivery.gates).toHaveLength(1);
  });
});

describe("what was reviewed", () => {
  const others: readonly (readonly [string, ReturnType<typeof step>[], string])[] = [
    ["something more", [...steps, step("delete", "c")], "c: reviewed nothing; now delete neon:index:Project"],
    ["something less", steps.slice(0, 1), "b: reviewed update neon:index:Project [name]; now nothing"],
    [
      "another act",
      [step("replace", "a"), ...steps.slice(1)],
      "a: reviewed create neon:index:Project; now replace neon:index:Project",
    ],
  ];

  test.each(others)("%s is shown and stops it before any write", async (_, now, text) => {
    delivery.engine("dev").previewed = outcomeOf(now);
    const report = await delivery.deploy();
    expect(results(report)).toEqual(["shared passed", "dev stopped"]);
    expect(report).toMatchObject({ result: "stopped", exitCode: 4, left: ["staging", "prod"] });
    expect(report.stacks[1]).toMatchObject({ problem: { code: "deploy.changed-world" }, differences: [text] });
    expect(deployText({ colour: false }, report)).toContain(text);
    expect(delivery.writes("dev")).toBe(0);
    // It is no try: the world may be put right as often as one likes.
    for (let again = 0; again < 3; again += 1) await delivery.deploy();
    delivery.engine("dev").previewed = outcomeOf(steps);
    expect((await delivery.deploy()).result).toBe("passed");
  });

  test("a person of the model accepts it, by name and on record", async () => {
    delivery.engine("dev").previewed = outcomeOf([...steps, step("delete", "c")]);
    const report = await delivery.deploy({ acceptChanges: true }, { to: "dev" });
    expect(report.stacks[1]).toMatchObject({ result: "passed", accepted: { person: "ada-brandt" } });
    expect(delivery.said.join("\n")).toContain("c: reviewed nothing; now delete");
    expect(JSON.parse(readFileSync(report.record, "utf8"))).toMatchObject({
      stacks: {
        dev: { accepted: { person: "ada-brandt", differences: [expect.stringContaining("c: reviewed nothing")] } },
      },
    });
  });

  test("who may not approve production accepts nothing there; nobody accepts what nobody is", async () => {
    delivery.login = "clara-dias-example";
    delivery.engine("prod").previewed = outcomeOf([]);
    const report = await delivery.deploy({ acceptChanges: true });
    expect(report.stacks[3]).toMatchObject({ result: "stopped", problem: { code: "deploy.may-not-accept" } });
    delivery.engine("dev").previewed = outcomeOf([]);
    const nobody = new LaunchgateError({ code: "deploy.nobody", message: "no person", fix: "be one" });
    delivery.review = reviewOf({ shared: steps, dev: steps }, { extra: "another delivery" });
    const refused = await delivery.deploy({ acceptChanges: true, who: () => Promise.reject(nobody) }, { from: "dev" });
    expect(refused.stacks[0]).toMatchObject({ problem: { code: "deploy.nobody" }, exitCode: 2 });
    expect([delivery.writes("prod"), delivery.writes("dev")]).toEqual([0, 1]);
  });

  test("a stack that the review does not know, and one whose steps nobody saw, stop", async () => {
    delivery.review = reviewOf({ shared: steps, dev: null });
    const report = await delivery.deploy();
    expect(report.stacks[1]?.problem?.message).toContain("no steps of the engine");
    delivery.review = reviewOf({ shared: steps });
    expect((await delivery.deploy()).stacks[1]?.problem?.message).toContain("knows no such stack");
    delivery.review = reviewOf({ shared: steps, dev: null });
    delivery.engine("dev").previewed = outcomeOf([]);
    expect((await delivery.deploy({}, { to: "dev" })).result).toBe("passed");
  });

  test("a closed calendar stops as in `up`", async () => {
    const open = (stack: string, run: (site: ReturnType<typeof siteOf>) => Promise<never>) =>
      run(siteOf(delivery.engine(stack), stack, delivery.root, { now: () => closedMoment }));
    const report = await delivery.deploy({ open: open as never });
    expect(report).toMatchObject({ exitCode: 4, stacks: [{ problem: { code: "freeze.closed" } }] });
  });
});

describe("smoke", () => {
  test("that fails stops the chain, pages the service and says how to return", async () => {
    delivery.sick.add("staging");
    const report = await delivery.deploy();
    expect(results(report)).toEqual(["shared passed", "dev passed", "staging stopped"]);
    const [last] = report.stacks.slice(-1);
    expect(last).toMatchObject({ exitCode: 4, problem: { code: "deploy.smoke-failed" } });
    expect(last?.problem?.message).toContain("web: Alive: late: late");
    expect(delivery.pages).toMatchObject([{ service: "web", stage: "staging", details: { commit } }]);
    expect(last?.wayBack?.join("\n")).toContain(`state import --stack staging --file ${last?.keptState ?? "?"}`);
    expect(deployText({ colour: false }, report)).toContain("Paged web");
    expect(JSON.parse(readFileSync(report.record.replace(".json", ".smoke-staging.json"), "utf8"))).toEqual(
      last?.smoke,
    );
    expect(delivery.writes("prod")).toBe(0);
    await expect(delivery.deploy({}, { from: "prod" })).rejects.toMatchObject({
      code: "deploy.earlier-stack",
      exitCode: 4,
    });
  });

  test("that fails in a job names the backend's history from before the first try: the job's machine goes with its files", async () => {
    delivery.sick.add("staging");
    const first = await delivery.deploy({ inJob: true });
    rmSync(path.join(delivery.root, ".launchgate", "kept-state"), { recursive: true });
    for (let tried = 0; tried < 2; tried += 1) await delivery.deploy({ inJob: true });
    const last = (await delivery.deploy({ inJob: true })).stacks.at(-1);
    expect(last).toMatchObject({ problem: { code: "deploy.out-of-tries" }, wayBack: first.stacks.at(-1)?.wayBack });
    const told = last?.wayBack?.join("\n") ?? "";
    expect(told).toContain("re-run the failed jobs of this run");
    expect(told).toContain(
      `.pulumi/history/<project>/staging/staging-*.checkpoint.json of the backend from before ${openMoment.toISOString()} as FILE`,
    );
    expect(told).toContain("launchgate state import --stack staging --file FILE");
    expect(told).not.toContain(delivery.root);
  });

  test("passes at a later try without another write; the third no is the last", async () => {
    delivery.sick.add("dev");
    await delivery.deploy();
    delivery.sick.clear();
    expect((await delivery.deploy({}, { to: "dev" })).result).toBe("passed");
    expect(delivery.writes("dev")).toBe(1);

    delivery.sick.add("staging");
    for (let tried = 0; tried < 3; tried += 1) await delivery.deploy();
    const judged = delivery.pages.length;
    const report = await delivery.deploy();
    expect(report.stacks.at(-1)).toMatchObject({ exitCode: 4, problem: { code: "deploy.out-of-tries" } });
    expect(delivery.pages.length).toBeGreaterThan(judged);
    expect(new Set(delivery.pages.filter(({ stage }) => stage === "staging").map(({ run }) => run)).size).toBe(1);
    expect(delivery.writes("staging")).toBe(1);
  });
});

describe("smoke that gives no verdict", () => {
  const error = (exitCode: 1 | 3): LaunchgateError =>
    new LaunchgateError({ code: "x.y", message: "no verdict", fix: "again", exitCode });

  test("is a no that pages; a stop on request is one that does not", async () => {
    const broken = await delivery.deploy({ judge: () => Promise.reject(error(1)) });
    expect(broken.stacks.at(-1)).toMatchObject({ stack: "dev", exitCode: 1, problem: { code: "x.y" } });
    expect(delivery.pages).toMatchObject([{ service: "web" }, { service: "bridge-api" }]);
    expect(broken.stacks.at(-1)?.wayBack).toHaveLength(4);
    const stopped = await delivery.deploy({ judge: () => Promise.reject(error(3)) });
    expect(stopped.stacks.at(-1)).toMatchObject({ stack: "dev", exitCode: 3 });
    expect(delivery.pages).toHaveLength(2);
    expect((await delivery.deploy({}, { to: "dev" })).result).toBe("passed");
    expect(delivery.writes("dev")).toBe(1);
  });
});

describe("a run that dies or fails half-way", () => {
  const fault = new LaunchgateError({
    code: "engine.failed",
    message: "the vendor refused",
    fix: "mend",
    source: "tool",
  });

  test("goes on: what is done already may be missing from the preview, and nothing may have come", async () => {
    const dev = delivery.engine("dev");
    dev.failing = { "up plan.json": fault };
    const first = await delivery.deploy();
    expect(first.stacks.at(-1)).toMatchObject({ exitCode: 1, problem: { code: "engine.failed" } });
    expect(delivery.pages).toEqual([]);
    dev.failing = {};
    dev.previewed = outcomeOf([...steps.slice(1), step("delete", "c")]);
    expect((await delivery.deploy()).stacks.at(-1)?.problem?.code).toBe("deploy.changed-world");
    dev.previewed = outcomeOf(steps.slice(1));
    const report = await delivery.deploy();
    expect(report.result).toBe("passed");
    expect(report.stacks[1]?.keptState).toBe(
      first.stacks
        .at(-1)
        ?.wayBack?.at(-1)
        ?.match(/--file (\S+),/)?.[1],
    );
    expect(delivery.writes("shared")).toBe(1);
  });

  test("three times pages, and is not tried a fourth time", async () => {
    delivery.engine("staging").failing = { "up plan.json": fault };
    await delivery.deploy();
    await delivery.deploy();
    expect(delivery.pages).toEqual([]);
    await delivery.deploy();
    expect(delivery.pages.map(({ service }) => service)).toEqual(["web", "bridge-api"]);
    const report = await delivery.deploy();
    expect(report.stacks.at(-1)?.problem?.code).toBe("deploy.out-of-tries");
    expect(delivery.writes("staging")).toBe(3);
  });

  test("a fault of the tool itself is no outcome: it is thrown, and the try is on record", async () => {
    delivery.engine("shared").failing = { "up plan.json": new TypeError("a defect") };
    await expect(delivery.deploy()).rejects.toThrow("a defect");
    delivery.engine("shared").failing = {};
    expect((await delivery.deploy({}, { to: "shared" })).result).toBe("passed");
    expect(delivery.writes("shared")).toBe(2);
  });

  test("a record that cannot be read is not guessed at", async () => {
    const { record } = await delivery.deploy({}, { to: "dev" });
    writeFileSync(record, '{"format":1,"rev');
    await expect(delivery.deploy()).rejects.toMatchObject({ code: "deploy.record-unreadable" });
    writeFileSync(record, JSON.stringify({ format: 1, review: "another", commit, stacks: {} }));
    await expect(delivery.deploy()).rejects.toMatchObject({ code: "deploy.record-unreadable" });
  });
});

describe("the gate", () => {
  test("waits: exit 5, nothing written; the next run waits for the same request", async () => {
    delivery.verdict = { state: "waits", run: 7, text: "may approve: team release-approvers" };
    const report = await delivery.deploy();
    expect(report).toMatchObject({ result: "waits", exitCode: 5 });
    expect(report.stacks.at(-1)?.problem?.message).toContain("team release-approvers");
    expect(delivery.engine("prod").calls).toEqual([]);
    delivery.verdict = { state: "refused", text: "rejected" };
    expect((await delivery.deploy()).stacks.at(-1)).toMatchObject({
      exitCode: 4,
      problem: { code: "deploy.gate-closed" },
    });
    await delivery.deploy();
    expect(delivery.gates).toEqual([undefined, 7, undefined]);
    expect(delivery.writes("prod")).toBe(0);
  });

  test.each([
    [true, "elsewhere", 0],
    [false, "stopped", 4],
    [undefined, "waits", 5],
  ] as const)("a live stack is applied by the run on GitHub alone: %s", async (succeeded, result, exitCode) => {
    const report = await delivery.deploy({ elsewhere: () => Promise.resolve({ succeeded }) });
    expect(report.stacks.at(-1)).toMatchObject({ stack: "prod", result, exitCode });
    expect(delivery.engine("prod").calls).toEqual([]);
  });

  test("approved once, it is not asked again by the try after", async () => {
    delivery.sick.add("prod");
    await delivery.deploy();
    delivery.sick.clear();
    expect((await delivery.deploy()).result).toBe("passed");
    expect(delivery.gates).toHaveLength(1);
  });
});
