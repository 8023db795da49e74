import { mkdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import type { Environment } from "../../../packages/cli/src/engine/child-env.ts";
import { startProgress } from "../../../packages/cli/src/engine/progress.ts";
import type { InstallProgress } from "../../../packages/cli/src/engine/progress.ts";
import { moduleBuild } from "../../../packages/cli/src/engine/ways/build.ts";
import { isNewEnough } from "../../../packages/cli/src/engine/ways/go.ts";
import type { WayOutcome } from "../../../packages/cli/src/engine/ways/way.ts";
import { goToolchain, script, test } from "./stubs.ts";
import type { Machine } from "./stubs.ts";

type Given = Pick<Machine, "folder" | "toolsFolder"> & { readonly env: Environment };

async function build(machine: Given, onProgress?: (event: InstallProgress) => void): Promise<WayOutcome> {
  const staging = join(machine.folder, "staging");
  await mkdir(staging, { recursive: true });
  const progress = startProgress(onProgress);
  try {
    return await moduleBuild().get({ ...machine, staging, signal: undefined, progress });
  } finally {
    progress.stop();
  }
}

describe("moduleBuild", () => {
  test("builds in the tools folder with the version stamped in, and says with what", async ({ machine }) => {
    await goToolchain(machine);
    const phases: string[] = [];
    const outcome = await build(machine, (event) => phases.push(event.phase));
    expect(outcome).toEqual({
      ok: true,
      detail: "from the Go module github.com/pulumi/pulumi/pkg/v3 v3.259.0 with go1.26.8",
    });
    expect(phases).toEqual(["sources", "sources", "build"]);
    const calls = (await readFile(join(machine.folder, "go.log"), "utf8")).trim().split("\n");
    expect(calls.every((call) => call.startsWith(`${machine.toolsFolder} `))).toBe(true);
    expect(calls.at(-1)).toContain("-X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v3.259.0");
    expect(calls.at(-1)).toContain("-mod=readonly -trimpath -buildvcs=false");
    expect(await readFile(join(machine.folder, "staging/bin/pulumi"), "utf8")).toContain("v3.259.0");
  });

  test("takes the first go that is new enough", async ({ machine }) => {
    await goToolchain(machine);
    const older = join(machine.folder, "older");
    await script(join(older, "go"), "echo go1.20.1");
    const env = { ...machine.env, PATH: `${older}:${machine.env.PATH}` };
    expect(await build({ ...machine, env })).toMatchObject({ ok: true });
  });

  test("never fetches another toolchain, leaves workspaces and builds for this machine", async ({ machine }) => {
    await goToolchain(machine, { build: `env > '${join(machine.folder, "seen")}'` });
    await build({ ...machine, env: { ...machine.env, GOOS: "plan9", GOARCH: "wasm", GOWORK: "/x", GOPROXY: "off" } });
    const seen = (await readFile(join(machine.folder, "seen"), "utf8"))
      .split("\n")
      .filter((line) => line.startsWith("GO"));
    expect(seen.toSorted()).toEqual(["GOPROXY=off", "GOTOOLCHAIN=local", "GOWORK=off"]);
  });

  test("says which go is there when all are too old, and that there is none", async ({ machine }) => {
    const path = await goToolchain(machine, { version: "go1.25.9" });
    const fix = "Install Go 1.26 or newer, or install pulumi 3.259.0 by hand so that it is on PATH.";
    expect(await build({ ...machine, env: { PATH: `${machine.bin}:/bin` } })).toMatchObject({
      ok: false,
      reason: `Go 1.26 or newer is needed, and ${path} is go1.25.9`,
      fix,
    });
    await rm(path);
    expect(await build({ ...machine, env: { PATH: machine.bin } })).toEqual({
      ok: false,
      reason: "Go 1.26 or newer is needed, and there is no go on PATH",
      fix,
    });
  });

  test("says what a go that does not answer did", async ({ machine }) => {
    const path = await script(join(machine.bin, "go"), "echo 'no GOROOT' >&2", "exit 2");
    expect(await build({ ...machine, env: { PATH: machine.bin } })).toMatchObject({
      ok: false,
      reason: `Go 1.26 or newer is needed, and ${path} does not tell its version: it ended with 2: no GOROOT`,
    });
  });

  test("refuses a tools folder without go.mod and one that pins another version", async ({ machine }) => {
    await goToolchain(machine, { pinned: "v3.1.0" });
    expect(await build(machine)).toMatchObject({
      ok: false,
      reason: "go.mod pins github.com/pulumi/pulumi/pkg/v3 v3.1.0, and v3.259.0 is needed",
    });
    await rm(join(machine.toolsFolder, "go.mod"));
    expect(await build(machine)).toMatchObject({ ok: false, reason: `there is no go.mod in ${machine.toolsFolder}` });
  });

  test.for([
    [
      { list: "echo 'proxy is unreachable' >&2; exit 1" },
      "the sources could not be fetched: it ended with 1: proxy is unreachable",
    ],
    [
      { build: "echo 'no space left on device' >&2; exit 1" },
      "the compiler stopped: it ended with 1: no space left on device",
    ],
  ] as const)("passes on what go says when it fails: %j", async ([behaviour, reason], { machine }) => {
    await goToolchain(machine, behaviour);
    expect(await build(machine)).toMatchObject({ ok: false, reason });
  });

  test("shows the packages as they are compiled", async ({ machine }) => {
    const compiled = 'echo fmt >&2; echo os >&2; while [ ! -e "$(dirname "$out")/../go-on" ]; do sleep 0.1; done';
    await goToolchain(machine, { build: compiled });
    const shown: string[] = [];
    const running = build(machine, (event) => shown.push(event.message));
    const wanted = "Building the engine: 2 of at most 2 packages compiled; os.";
    await expect.poll(() => shown, { timeout: 10_000 }).toContain(wanted);
    await script(join(machine.folder, "staging/go-on"));
    await running;
  });
});

describe("isNewEnough", () => {
  test.for([
    ["go1.26.0", true],
    ["go1.27rc1", true],
    ["go2.0", true],
    ["devel go1.28-abcdef Mon", true],
    ["go1.25.12", false],
    ["go1.3", false],
    ["", false],
    ["gibberish", false],
  ] as const)("%j: %s", ([version, expected]) => {
    expect(isNewEnough(version)).toBe(expected);
  });
});
