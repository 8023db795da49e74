/**
 * A delivery with the real engine, real servers and real HTTP: applied is what was reviewed, a failed smoke stops and pages, a changed
 * world is shown and goes on only by name, and nothing is applied twice. (P4, P7, P9)
 */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stringify } from "yaml";
import type { DeployReport } from "../../packages/cli/src/delivery/deploy-flow.ts";
import { comparableSteps, stepDigest, type ComparableStep } from "../../packages/cli/src/engine/step-digest.ts";
import { engineAbsent } from "./helpers/engine-world.ts";
import { incidentsOf } from "./helpers/incidents.ts";
import { SandboxWorld } from "./helpers/sandbox-world.ts";

/** A service with what runs without a database, and little beside it. */
const small = {
  smoke: {
    steps: [
      { title: "The application is alive", path: "/health", expectBody: "ok", within: "30 seconds" },
      { title: "The home page renders", path: "/", expectBody: "Motion Mavericks", within: "30 seconds" },
    ],
  },
};
const cut = { stacks: { dev: { services: ["web"] }, staging: { services: ["web"] } }, services: { web: small } };

const absent = engineAbsent();
let world: SandboxWorld;
beforeAll(async () => {
  if (absent !== undefined) return;
  world = await SandboxWorld.open(["github", "vercel", "pagerduty"]);
  world.folder.write("cut.yaml", stringify(cut));
  // A Monday morning: every stack is open for changes.
  await world.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"], 0, []);
  await world.json(["sandbox", "stop"], 0, []);
  await world.json(["sandbox", "start", "--apps"], 0, []);
  await world.json(["up", "--stack", "shared", "--target", "sandbox"], 0, overlays);
}, 900_000);
afterAll(async () => {
  if (absent === undefined) await world.close();
});

const overlays = ["--overlay", "only.yaml", "--overlay", "cut.yaml"];
const commit = "0123456789abcdef0123456789abcdef01234567";

/** Steps of a stack's preview, as the review of a pull request holds them. */
async function previewed(stack: string): Promise<readonly ComparableStep[]> {
  const args = ["preview", "--stack", stack, "--target", "sandbox"];
  const { steps } = await world.json<{ steps: Omit<ComparableStep, "type">[] }>(args, 0, overlays);
  return comparableSteps(steps.map((step) => ({ ...step, type: step.urn.split("::")[2]?.split("$").at(-1) ?? "" })));
}

/** Writes a review of what these stacks would do now. */
async function review(file: string, ...stacks: readonly string[]): Promise<void> {
  const list: object[] = [];
  for (const stack of stacks) {
    const steps = await previewed(stack);
    list.push({ stack, steps, stepDigest: stepDigest(steps) });
  }
  const head = { format: "launchgate-review", version: 1, verdict: "passes", headCommit: commit };
  world.folder.write(file, JSON.stringify({ ...head, stacks: list }));
}

function deploy(args: readonly string[], exitCode: number, env: Record<string, string> = {}): Promise<DeployReport> {
  return world.json<DeployReport>(["deploy", "--target", "sandbox", ...args], exitCode, overlays, env);
}

// In this order: each goes on where the one before ended.
describe("a delivery", { timeout: 1_200_000, shuffle: false }, () => {
  test("smoke decides: a stage where nobody answers stops the chain, goes on without another write, pages in staging", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    await review("review.json", "dev", "staging");
    const args = ["--from", "dev", "--to", "staging", "--reviewed", "review.json"];

    const first = await deploy(args, 4);
    expect(first.stacks).toMatchObject([{ stack: "dev", result: "stopped", problem: { code: "deploy.smoke-failed" } }]);
    expect(first.left).toEqual(["staging"]);
    expect(first.stacks[0]?.smoke?.services[0]?.steps[0]).toMatchObject({ status: 404, tries: 3, reason: "status" });
    expect(first.stacks[0]?.pages).toMatchObject([
      { paged: false, text: expect.stringContaining("has no pager") as string },
    ]);
    expect(await incidentsOf(world.connection)).toEqual([]);

    await world.json(["sandbox", "deploy", "--project", "web-dev", "--release", "1.0.0"], 0, []);
    const second = await deploy(args, 4);
    expect(second.stacks).toMatchObject([
      { stack: "dev", result: "passed", keptState: first.stacks[0]?.keptState },
      { stack: "staging", result: "stopped", problem: { code: "deploy.smoke-failed" } },
    ]);
    expect(second.stacks[0]?.changes).toBeUndefined();
    expect(second.stacks[1]?.wayBack?.join("\n")).toContain(second.stacks[1]?.keptState);
    expect(second.stacks[1]?.pages).toMatchObject([{ service: "web", paged: true }]);
    expect(await incidentsOf(world.connection)).toEqual(["Smoke failed after a deploy to staging: web"]);

    await world.json(["sandbox", "deploy", "--project", "web-staging", "--release", "1.0.0"], 0, []);
    const third = await deploy(args, 0);
    expect(third.stacks.map(({ result }) => result)).toEqual(["done-before", "passed"]);
    expect(third.stacks[1]?.smoke).toMatchObject({ verdict: "passed", services: [{ version: "1.0.0" }] });
    const { history } = await world.json<{ history: { kind: string }[] }>(
      ["history", "--stack", "staging"],
      0,
      overlays,
    );
    expect(history.filter(({ kind }) => kind === "update")).toHaveLength(1);
  });

  test("smoke by itself: the version that must answer, and the file of the verdict", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const smoke = (version: string, exitCode: number) =>
      world.json(["smoke", "--stack", "dev", "--version", version, "--out", "smoke.json"], exitCode, overlays);
    await smoke("1.0.0", 0);
    expect(JSON.parse(readFileSync(`${world.root}/smoke.json`, "utf8"))).toMatchObject({
      format: 1,
      verdict: "passed",
    });
    await smoke("1.0.1", 4);
    expect(JSON.parse(readFileSync(`${world.root}/smoke.json`, "utf8"))).toMatchObject({
      verdict: "failed",
      expectedVersion: "1.0.1",
      services: [{ steps: [{ reason: "version" }, { verdict: "not-run" }] }],
    });
  });

  test("a world that changed after the review is shown and stops; a person of the model goes on, by the word of GitHub", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    await review("review-2.json", "dev");
    world.folder.write("cut.yaml", stringify({ ...cut, stages: { dev: { firewallRequestsPerMinute: 100 } } }));
    const args = ["--from", "dev", "--to", "dev", "--reviewed", "review-2.json"];
    const stopped = await deploy(args, 4);
    expect(stopped.stacks).toMatchObject([{ result: "stopped", problem: { code: "deploy.changed-world" } }]);
    expect(stopped.stacks[0]?.differences?.join("\n")).toMatch(/firewall.*: reviewed nothing; now update/);

    const machine = await deploy([...args, "--accept-changes"], 2);
    expect(machine.stacks[0]?.problem?.code).toBe("deploy.nobody");
    const token = world.connection.tokens.github["ada-brandt"]?.token ?? "";
    const accepted = await deploy([...args, "--accept-changes"], 0, { GITHUB_TOKEN: token });
    expect(accepted.stacks[0]).toMatchObject({
      result: "passed",
      accepted: { person: "ada-brandt" },
    });
    expect(accepted.stacks[0]?.changes?.update).toBeGreaterThan(0);
  });

  test("production is not come to while nobody guards its environment, and no secret is in what is kept", async (context) => {
    if (absent !== undefined) return context.skip(absent);
    const gate = "/repos/motion-mavericks/release-operations/environments/prod";
    expect((await world.vendor("github", "GET", gate)).status).toBe(200);
    // Somebody takes the reviewers away by hand.
    expect((await world.vendor("github", "PUT", gate, {})).status).toBe(200);
    world.folder.write("review-3.json", readFileSync(`${world.root}/review.json`, "utf8").replace('"dev"', '"prod"'));
    const report = await deploy(["--from", "prod", "--reviewed", "review-3.json"], 4);
    expect(report.stacks).toMatchObject([{ stack: "prod", problem: { code: "deploy.gate-closed" } }]);
    const kept = Object.entries(world.texts()).filter(([name]) => /\.launchgate\/deploy\/|smoke\.json$/.test(name));
    expect(kept.length).toBeGreaterThan(2);
    const secrets = Object.values(world.connection.tokens).flatMap((holders) =>
      Object.values(holders).map((each) => each.token),
    );
    for (const [name, text] of kept)
      expect(
        secrets.filter((secret) => text.includes(secret)),
        name,
      ).toEqual([]);
  });
});
