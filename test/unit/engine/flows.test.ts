/** Order and refusals of what runs the engine: what must not be called is as telling as what is. (P7, L1, L4, D1) */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { destroyFlow } from "../../../packages/cli/src/engine/flows/destroy.ts";
import { previewFlow } from "../../../packages/cli/src/engine/flows/preview.ts";
import { refreshFlow } from "../../../packages/cli/src/engine/flows/refresh.ts";
import { holdsInterrupted, importFlow, unlockFlow } from "../../../packages/cli/src/engine/flows/state.ts";
import { upFlow } from "../../../packages/cli/src/engine/flows/up.ts";
import { closedMoment, EngineDouble, openMoment, outcomeOf, siteOf, step } from "./engine-double.ts";

let root: string;
let engine: EngineDouble;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "launchgate-flows-"));
  engine = new EngineDouble();
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const violation = { pack: "p", policy: "rule", level: "mandatory", message: "no", urn: "urn:a::b::c::thing" } as const;

describe("up", () => {
  test("previews, keeps the state, then writes as previewed", async () => {
    engine.previewed = outcomeOf([step("create", "a")]);
    const report = await upFlow(siteOf(engine, "drill", root, { policyPack: "pack" }));
    expect(engine.calls).toEqual(["find", "target", "exportState", "preview with pack", "exportState", "up plan.json"]);
    expect(report.target).toBe("sandbox");
    const kept = JSON.parse(readFileSync(report.keptState, "utf8"));
    expect(kept).toEqual({ ...engine.state, launchgate: { stack: "drill", target: "sandbox" } });
  });

  test("a mandatory violation ends it before anything is written", async () => {
    engine.previewed = outcomeOf([step("create", "a")], [violation]);
    const running = upFlow(siteOf(engine, "drill", root, { policyPack: "pack" }));
    await expect(running).rejects.toMatchObject({ code: "engine.policy", exitCode: 4 });
    await expect(running).rejects.toThrow("rule (thing): no");
    expect(engine.calls).not.toContain("up plan.json");
  });

  test("an advisory finding does not", async () => {
    engine.previewed = outcomeOf([step("create", "a")], [{ ...violation, level: "warning" }]);
    await upFlow(siteOf(engine, "drill", root));
    expect(engine.calls).toContain("up plan.json");
  });

  test("a closed calendar ends it before the engine is asked at all; shared follows production", async () => {
    for (const stack of ["prod", "shared"]) {
      const running = upFlow(siteOf(engine, stack, root, { now: () => closedMoment }));
      await expect(running).rejects.toMatchObject({ code: "freeze.closed", exitCode: 4 });
      await expect(running).rejects.toMatchObject({ fix: expect.stringContaining("It opens at 2026-11-23T09:00:00") });
    }
    expect(engine.calls).toEqual([]);
  });

  test("a calendar that closes during the preview ends it before the write", async () => {
    const moments = [openMoment, openMoment, closedMoment];
    const running = upFlow(siteOf(engine, "prod", root, { now: () => moments.shift() ?? closedMoment }));
    await expect(running).rejects.toMatchObject({ code: "freeze.closed" });
    expect(engine.calls.filter((call) => call.startsWith("up"))).toEqual([]);
  });

  test("a state that cannot be kept ends it before the write", async () => {
    engine.failing = { exportState: new Error("disk full") };
    await expect(upFlow(siteOf(engine, "drill", root))).rejects.toThrow("disk full");
    expect(engine.calls.filter((call) => call.startsWith("up"))).toEqual([]);
  });
});

describe("preview", () => {
  test("tells a closed calendar and goes on", async () => {
    const report = await previewFlow(siteOf(engine, "prod", root, { now: () => closedMoment }));
    expect(report.freeze.open).toBe(false);
    expect(engine.calls).toEqual(["find", "target", "preview"]);
  });
});

describe("targets", () => {
  test("a new stack is made and bound: to what is asked for, else live", async () => {
    engine.exists = false;
    engine.boundTo = undefined;
    expect((await previewFlow(siteOf(engine, "drill", root, { wantedTarget: "sandbox" }))).target).toBe("sandbox");
    expect(engine.calls).toEqual(["find", "create", "bind sandbox", "preview"]);
    expect((await previewFlow(siteOf(engine, "drill", root))).target).toBe("live");
  });

  test("a stack with resources and no binding was made by plain pulumi: live only", async () => {
    engine.boundTo = undefined;
    engine.state = { version: 3, deployment: { resources: [{ urn: "a" }] } };
    const running = previewFlow(siteOf(engine, "drill", root, { wantedTarget: "sandbox" }));
    await expect(running).rejects.toMatchObject({ code: "engine.other-target", exitCode: 2 });
    expect((await previewFlow(siteOf(engine, "drill", root))).target).toBe("live");
    expect(engine.calls).toContain("bind live");
  });

  test("acts on live take no overlay, and nothing on live takes attached providers", async () => {
    engine.boundTo = "live";
    const overlaid = { overlaid: true };
    for (const flow of [upFlow, refreshFlow, destroyFlow]) {
      await expect(flow(siteOf(engine, "drill", root, overlaid))).rejects.toMatchObject({
        code: "engine.overlay-on-live",
      });
    }
    await previewFlow(siteOf(engine, "drill", root, overlaid));
    const attached = { env: { PULUMI_DEBUG_PROVIDERS: "neon:1" } };
    await expect(previewFlow(siteOf(engine, "drill", root, attached))).rejects.toMatchObject({
      code: "engine.attached-on-live",
    });
    engine.boundTo = "sandbox";
    await previewFlow(siteOf(engine, "drill", root, attached));
  });
});

describe("refresh", () => {
  const stateOf = (count: number) => ({
    version: 3,
    deployment: { resources: Array.from({ length: count }, () => ({ type: "neon:index:Project", custom: true })) },
  });
  beforeEach(() => {
    engine.state = stateOf(10);
    engine.previewed = outcomeOf(["a", "b", "c"].map((name) => step("delete", name)));
  });

  test("asks where too much would go: nobody there 4, no 3, yes and --yes go on", async () => {
    await expect(refreshFlow(siteOf(engine, "drill", root))).rejects.toMatchObject({
      code: "engine.refresh-drops",
      exitCode: 4,
    });
    const no = siteOf(engine, "drill", root, { ask: () => Promise.resolve(false) });
    await expect(refreshFlow(no)).rejects.toMatchObject({ exitCode: 3 });
    expect(engine.calls).not.toContain("refresh");
    const yes = await refreshFlow(siteOf(engine, "drill", root, { ask: () => Promise.resolve(true) }));
    expect(yes.loss.dropped).toHaveLength(3);
    await refreshFlow(siteOf(engine, "drill", root, { accepted: true }));
    expect(engine.calls.filter((call) => call === "refresh")).toHaveLength(2);
  });

  test("does not ask for less", async () => {
    engine.state = stateOf(15);
    await refreshFlow(siteOf(engine, "drill", root));
    expect(engine.calls.slice(-3)).toEqual(["exportState", "previewRefresh", "refresh"]);
  });
});

describe("destroy", () => {
  test.each(["dev", "staging", "prod", "shared"])("%s is not ephemeral", async (stack) => {
    await expect(destroyFlow(siteOf(engine, stack, root))).rejects.toMatchObject({
      code: "engine.not-ephemeral",
      exitCode: 2,
    });
    expect(engine.calls).toEqual([]);
  });

  test("drill is; its state is kept", async () => {
    await destroyFlow(siteOf(engine, "drill", root));
    expect(engine.calls).toEqual(["find", "target", "exportState", "exportState", "destroy"]);
  });

  test("what an interrupted run had made is settled first; not where the vendors are swept afterwards", async () => {
    const type = "random:index/randomPassword:RandomPassword";
    const pending = { type: "creating", resource: { urn: `urn:pulumi:drill::launchgate::${type}::x`, type } };
    engine.state = { version: 3, deployment: { pending_operations: [pending] } };
    await destroyFlow(siteOf(engine, "drill", root), { settle: false });
    expect(engine.imported).toEqual([]);
    await destroyFlow(siteOf(engine, "drill", root));
    expect(engine.imported).toMatchObject([{ deployment: { pending_operations: [] } }]);
  });
});

describe("state", () => {
  test("an import keeps the present state first", async () => {
    const file = path.join(root, "state.json");
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [] } }));
    await importFlow(siteOf(engine, "drill", root), "launchgate", file);
    expect(engine.calls).toEqual(["find", "target", "exportState", "importState"]);
  });

  test("an import takes a file of the backend's own history, and none of another stack", async () => {
    const file = path.join(root, "drill-1.checkpoint.json");
    const written = (stack: string): object => {
      const resources = [{ urn: `urn:pulumi:${stack}::launchgate::a::x`, type: "a" }];
      return { version: 3, checkpoint: { stack: `organization/launchgate/${stack}`, latest: { resources } } };
    };
    writeFileSync(file, JSON.stringify(written("drill")));
    const report = await importFlow(siteOf(engine, "drill", root), "launchgate", file);
    expect(report.resources).toBe(1);
    expect(engine.imported).toMatchObject([{ version: 3, deployment: { resources: [{ type: "a" }] } }]);
    writeFileSync(file, JSON.stringify(written("prod")));
    const foreign = importFlow(siteOf(engine, "drill", root), "launchgate", file);
    await expect(foreign).rejects.toMatchObject({ code: "engine.state-foreign" });
  });

  test("an import is settled: the engine would drop what is pending in it", async () => {
    const type = "github:index/branchDefault:BranchDefault";
    const pending = { type: "creating", resource: { urn: `urn:pulumi:drill::launchgate::${type}::x`, type } };
    const file = path.join(root, "interrupted.json");
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [], pending_operations: [pending] } }));
    expect(await holdsInterrupted(file)).toBe(true);
    const report = await importFlow(siteOf(engine, "drill", root), "launchgate", file);
    expect(report).toMatchObject({ resources: 0, settled: [] });
    expect(engine.imported).toMatchObject([{ version: 3, deployment: { resources: [], pending_operations: [] } }]);
    writeFileSync(file, JSON.stringify({ version: 3, deployment: null }));
    expect(await holdsInterrupted(file)).toBe(false);
  });

  test("a lock of a process that is gone goes; others only when accepted", async () => {
    const lock = { user: "ada", since: "2026-11-21T10:00:00Z" };
    engine.held = [{ ...lock, host: hostname(), pid: 4_194_303 }];
    await unlockFlow(siteOf(engine, "drill", root));
    expect(engine.calls).toContain("cancel");
    engine.calls.length = 0;
    engine.held = [{ ...lock, host: hostname(), pid: process.pid }];
    await expect(unlockFlow(siteOf(engine, "drill", root))).rejects.toMatchObject({
      code: "engine.lock-held",
      exitCode: 4,
    });
    engine.held = [{ ...lock, host: "elsewhere", pid: 1 }];
    await expect(unlockFlow(siteOf(engine, "drill", root))).rejects.toMatchObject({ code: "engine.lock-held" });
    expect(engine.calls).not.toContain("cancel");
    await unlockFlow(siteOf(engine, "drill", root, { accepted: true }));
    expect(engine.calls).toContain("cancel");
  });
});
