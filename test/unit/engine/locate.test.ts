import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { automationRoot } from "../../../packages/cli/src/engine/automation-root.ts";
import { isLocated, locateEngine, tellingReasons } from "../../../packages/cli/src/engine/locate.ts";
import type { EngineLocation, Rejection } from "../../../packages/cli/src/engine/locate.ts";
import { engine, script, test } from "./stubs.ts";

function missing(location: EngineLocation): readonly Rejection[] {
  if (isLocated(location)) throw new Error(`found ${location.path}`);
  return location.missing;
}

describe("locateEngine", () => {
  test("prefers PATH, then the newest in ~/.pulumi/versions, then ~/.pulumi/bin, then the program's own", async ({
    machine,
  }) => {
    const inOrder = [
      [join(machine.bin, "pulumi"), "path"],
      [join(machine.home, ".pulumi/versions/3.270.0/bin/pulumi"), "home"],
      [join(machine.home, ".pulumi/versions/3.260.0/bin/pulumi"), "home"],
      [join(machine.home, ".pulumi/bin/pulumi"), "home"],
      [join(machine.root, ".launchgate/engine/bin/pulumi"), "local"],
    ] as const;
    for (const [path] of inOrder) await engine(path);
    for (const [path, source] of inOrder) {
      expect(await locateEngine(machine)).toMatchObject({ path, source, version: "3.259.0" });
      await chmod(path, 0o644);
    }
    const reasons = missing(await locateEngine(machine)).filter((one) => one.code !== "absent");
    expect(reasons.map((one) => [one.path, one.source, one.code])).toEqual(
      inOrder.map(([path, source]) => [path, source, "not-executable"]),
    );
  });

  test("looks nowhere else when LAUNCHGATE_PULUMI_ROOT is set", async ({ machine }) => {
    await engine(join(machine.bin, "pulumi"));
    const override = join(machine.folder, "mine");
    const env = { ...machine.env, LAUNCHGATE_PULUMI_ROOT: override };
    const path = join(override, "bin/pulumi");
    expect(missing(await locateEngine({ ...machine, env }))).toEqual([
      { path, source: "env", code: "absent", message: `${path} is not used: there is no such file.` },
    ]);
    await engine(path, "v3.300.1");
    expect(await locateEngine({ ...machine, env })).toEqual({ path, source: "env", version: "3.300.1", rejected: [] });
  });

  test("reads a relative override from the root and takes an empty one for unset", async ({ machine }) => {
    const path = await engine(join(machine.root, "vendor/bin/pulumi"));
    const relative = await locateEngine({ ...machine, env: { ...machine.env, LAUNCHGATE_PULUMI_ROOT: "vendor" } });
    expect(relative).toMatchObject({ path, source: "env" });
    const onPath = await engine(join(machine.bin, "pulumi"));
    const empty = await locateEngine({ ...machine, env: { ...machine.env, LAUNCHGATE_PULUMI_ROOT: "" } });
    expect(empty).toMatchObject({ path: onPath, source: "path" });
  });

  test("goes past an unusable engine on PATH to the next one and says why", async ({ machine }) => {
    const old = await engine(join(machine.bin, "pulumi"), "v3.100.0");
    const second = await engine(join(machine.folder, "second/pulumi"));
    const env = { ...machine.env, PATH: `${machine.env.PATH}:${join(machine.folder, "second")}` };
    expect(await locateEngine({ ...machine, env })).toEqual({
      path: second,
      source: "path",
      version: "3.259.0",
      rejected: [
        {
          path: old,
          source: "path",
          code: "wrong-version",
          message: `${old} is not used: it is version 3.100.0, and >=3.259.0 <4.0.0 is needed.`,
        },
      ],
    });
  });

  test("ignores relative PATH entries and judges a repeated one once", async ({ machine }) => {
    const broken = await script(join(machine.bin, "pulumi"), "echo broken >&2", "exit 3");
    const env = { PATH: `.:bin:${machine.bin}:${machine.bin}` };
    const reasons = missing(await locateEngine({ ...machine, env }));
    expect(reasons.filter((one) => one.source === "path").map((one) => one.message)).toEqual([
      `${broken} is not used: \`pulumi version\` ended with 3: broken.`,
    ]);
  });

  test("names every place when there is no file anywhere, and only the telling ones otherwise", async ({ machine }) => {
    const env = { PATH: machine.bin };
    const nothing = missing(await locateEngine({ ...machine, env }));
    expect(tellingReasons(nothing).map((one) => [one.source, one.code])).toEqual([
      ["path", "absent"],
      ["home", "absent"],
      ["local", "absent"],
    ]);
    await mkdir(join(machine.home, ".pulumi/bin/pulumi"), { recursive: true });
    const one = missing(await locateEngine({ ...machine, env }));
    expect(tellingReasons(one).map((reason) => reason.code)).toEqual(["not-a-file"]);
  });

  test("passes neither vendor tokens nor passphrases to what it tries", async ({ machine }) => {
    const seen = join(machine.folder, "seen");
    await script(join(machine.bin, "pulumi"), `/usr/bin/env > '${seen}'`, "echo v3.259.0");
    const env = {
      ...machine.env,
      GITHUB_TOKEN: "canary-1",
      PULUMI_CONFIG_PASSPHRASE: "canary-2",
      GIT_TOKEN: "canary-3",
    };
    expect(await locateEngine({ ...machine, env })).toMatchObject({ source: "path" });
    const passed = await readFile(seen, "utf8");
    expect(passed).not.toContain("canary");
    expect(passed).toContain("PULUMI_SKIP_UPDATE_CHECK=true");
    expect(passed).toContain(`HOME=${machine.home}`);
  });

  test("rejects the rest as cancelled after an abort", async ({ machine }) => {
    await engine(join(machine.bin, "pulumi"));
    const reasons = missing(await locateEngine({ ...machine, signal: AbortSignal.abort() }));
    expect(reasons.filter((one) => one.code === "cancelled").map((one) => one.path)).toEqual([
      join(machine.bin, "pulumi"),
    ]);
  });

  test("does not take a folder below versions that is no version", async ({ machine }) => {
    await engine(join(machine.home, ".pulumi/versions/latest/bin/pulumi"));
    await writeFile(join(machine.home, ".pulumi/versions/3.299.0"), "a file");
    const sources = missing(await locateEngine(machine)).filter((one) => one.path.includes("latest"));
    expect(sources).toEqual([]);
  });
});

describe("automationRoot", () => {
  test("is the folder above bin, and nothing for another layout", () => {
    expect(automationRoot({ path: "/opt/pulumi/bin/pulumi" })).toBe("/opt/pulumi");
    expect(automationRoot({ path: "/opt/pulumi/pulumi" })).toBeUndefined();
  });
});
