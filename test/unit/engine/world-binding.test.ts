/** A sandbox stack is used only with the world in which its resources are. (issue 6, bad input and faults) */
import { expect, test } from "vitest";
import { targetOf } from "../../../packages/cli/src/engine/target-of.ts";
import { previewFlow } from "../../../packages/cli/src/engine/flows/preview.ts";
import { refreshFlow } from "../../../packages/cli/src/engine/flows/refresh.ts";
import { upFlow } from "../../../packages/cli/src/engine/flows/up.ts";
import { destroyFlow } from "../../../packages/cli/src/engine/flows/destroy.ts";
import { EngineDouble, siteOf } from "./engine-double.ts";
import { test as withMachine } from "./stubs.ts";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";

const filled = { version: 3, deployment: { resources: [{ urn: "a", type: "neon:index:Project", custom: true }] } };

function engineIn(world: string | undefined, state = filled): EngineDouble {
  const engine = new EngineDouble();
  engine.state = state;
  engine.labels = world === undefined ? {} : { "launchgate:world": world };
  return engine;
}

withMachine("preview and up refuse a stack of a world that is gone", async ({ machine }) => {
  for (const flow of [previewFlow, upFlow]) {
    const engine = engineIn("before");
    const running = flow(siteOf(engine, "drill", machine.root, { world: "now" }));
    await expect(running).rejects.toMatchObject({ code: "sandbox.other-world", exitCode: 2 });
    expect(engine.calls.filter((call) => /^(?:up|preview|tag )/.test(call))).toEqual([]);
  }
});

withMachine("refresh lets its state forget what is gone and binds it; destroy goes on", async ({ machine }) => {
  const engine = engineIn("before");
  await refreshFlow(siteOf(engine, "drill", machine.root, { world: "now", accepted: true }));
  expect(engine.calls.slice(-2)).toEqual(["refresh", "tag launchgate:world now"]);
  const other = engineIn("before");
  await destroyFlow(siteOf(other, "drill", machine.root, { world: "now" }));
  expect(other.calls).toContain("destroy");
});

withMachine("a stack without objects at a vendor belongs to whatever world there is", async ({ machine }) => {
  const engine = engineIn("before", {
    version: 3,
    deployment: {
      resources: [
        { urn: "s", type: "pulumi:pulumi:Stack", custom: false },
        { urn: "p", type: "pulumi:providers:neon", custom: true },
      ],
    },
  });
  await previewFlow(siteOf(engine, "drill", machine.root, { world: "now" }));
  expect(engine.calls).toContain("tag launchgate:world now");
  const fresh = engineIn(undefined);
  await previewFlow(siteOf(fresh, "drill", machine.root, { world: "now" }));
  expect(fresh.calls).toContain("tag launchgate:world now");
  const same = engineIn("now");
  await previewFlow(siteOf(same, "drill", machine.root, { world: "now" }));
  expect(same.calls.filter((call) => call.startsWith("tag "))).toEqual([]);
});

test("a stack is never used with the settings of another target", async () => {
  const engine = new EngineDouble();
  engine.boundTo = "sandbox";
  const running = previewFlow(siteOf(engine, "drill", "unused", { openedFor: "live" }));
  await expect(running).rejects.toMatchObject({ code: "engine.opened-for-other-target" });
  expect(engine.calls).toEqual(["find", "target"]);
});

withMachine(
  "the target is the one that the stack is bound to, else the one asked for, else live",
  async ({ machine }) => {
    const backend = { url: "file:///x", folder: machine.folder };
    const stacks = path.join(machine.folder, ".pulumi/stacks/team");
    await mkdir(stacks, { recursive: true });
    const tags = { version: 1, tags: { "launchgate:target": "sandbox" } };
    await writeFile(path.join(stacks, "dev.pulumi-tags"), JSON.stringify(tags));
    expect(await targetOf(backend, "team", "dev", undefined)).toBe("sandbox");
    expect(await targetOf(backend, "team", "dev", "live")).toBe("sandbox");
    expect(await targetOf(backend, "team", "other", "sandbox-official")).toBe("sandbox-official");
    expect(await targetOf(backend, "team", "other", undefined)).toBe("live");
    expect(await targetOf({ url: "s3://bucket", folder: undefined }, "team", "dev", undefined)).toBe("live");
    const strange = { version: 1, tags: { "launchgate:target": "elsewhere" } };
    await writeFile(path.join(stacks, "dev.pulumi-tags"), JSON.stringify(strange));
    await expect(targetOf(backend, "team", "dev", undefined)).rejects.toMatchObject({ code: "engine.target-unknown" });
  },
);
