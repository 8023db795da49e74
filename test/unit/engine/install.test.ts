import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, vi } from "vitest";
import { installBy } from "../../../packages/cli/src/engine/install.ts";
import type { InstallProgress, InstallRequest } from "../../../packages/cli/src/engine/install.ts";
import { moduleBuild } from "../../../packages/cli/src/engine/ways/build.ts";
import type { Way, WayContext, WayOutcome } from "../../../packages/cli/src/engine/ways/way.ts";
import { engine, goToolchain, isRunning, test } from "./stubs.ts";
import type { Machine } from "./stubs.ts";

const BOTH = { download: true, build: true };
const folderOf = (machine: Machine): string => join(machine.root, ".launchgate/engine");
const request = (machine: Machine, more: Partial<InstallRequest> = {}): InstallRequest => ({
  root: machine.root,
  home: machine.home,
  env: machine.env,
  allow: BOTH,
  ...more,
});

function way(name: Way["name"], get: (context: WayContext) => Promise<WayOutcome>): Way {
  return { name, title: name === "built" ? "The build" : "The download", get: vi.fn(get) };
}
const offline = (): Way =>
  way("downloaded", () => Promise.resolve({ ok: false, reason: "no network", fix: "Plug in." }));
const brings = (name: Way["name"], version?: string): Way =>
  way(name, async ({ staging }) => {
    await engine(join(staging, "bin/pulumi"), version);
    return { ok: true, detail: "by the test" };
  });

/** The pids that a hanging stub build writes, once both are there. */
async function hangingPids(machine: Machine): Promise<readonly number[]> {
  const file = join(machine.folder, "pids");
  const read = async (): Promise<readonly number[]> =>
    (await readFile(file, "utf8").catch(() => ""))
      .split("\n")
      .filter((line) => line !== "")
      .map(Number);
  await expect.poll(read, { timeout: 20_000 }).toHaveLength(2);
  return await read();
}
const hang = (machine: Machine): string =>
  `sleep 300 & printf '%s\\n%s\\n' $$ $! > '${join(machine.folder, "pids")}'; wait`;

describe("installBy", () => {
  test("says that an engine is there, and takes no way", async ({ machine }) => {
    const path = await engine(join(machine.bin, "pulumi"));
    const download = brings("downloaded");
    const result = await installBy([download], request(machine));
    expect(result).toMatchObject({ way: "present", attempts: [], engine: { path, source: "path" } });
    expect(result.why).toBe(`pulumi 3.259.0 is already there, on PATH: ${path}.`);
    expect(download.get).not.toHaveBeenCalled();
    await expect(readdir(folderOf(machine))).rejects.toMatchObject({ code: "ENOENT" });
  });

  test("downloads first, leaves nothing but bin, and says `present` the second time", async ({ machine }) => {
    const build = brings("built");
    const first = await installBy([brings("downloaded"), build], request(machine));
    const path = join(folderOf(machine), "bin/pulumi");
    expect(first).toMatchObject({
      way: "downloaded",
      attempts: [],
      engine: { path, source: "local", version: "3.259.0" },
    });
    expect(build.get).not.toHaveBeenCalled();
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
    expect(await installBy([build], request(machine))).toMatchObject({ way: "present", engine: { path } });
  });

  test("builds when the download fails, and reports that failure", async ({ machine }) => {
    const events: InstallProgress[] = [];
    const result = await installBy(
      [offline(), brings("built")],
      request(machine, { onProgress: (e) => events.push(e) }),
    );
    expect(result.way).toBe("built");
    expect(result.attempts).toEqual([
      { way: "downloaded", outcome: "failed", message: "The download failed: no network.", fix: "Plug in." },
    ]);
    expect(result.why).toContain("was built by the test");
    expect(result.why).toContain("The download failed: no network.");
    expect(events.map((event) => event.phase)).toEqual(["look", "look", "check", "done"]);
    expect(events.at(-1)?.message).toBe(result.why);
  });

  test("takes only ways that are allowed", async ({ machine }) => {
    const download = brings("downloaded");
    const result = await installBy(
      [download, brings("built")],
      request(machine, { allow: { download: false, build: true } }),
    );
    expect(result).toMatchObject({ way: "built", attempts: [{ way: "downloaded", outcome: "not-allowed" }] });
    expect(download.get).not.toHaveBeenCalled();
  });

  test("gives every reason and every fix when no way is left", async ({ machine }) => {
    const old = await engine(join(machine.bin, "pulumi"), "v3.1.0");
    const refused = installBy(
      [offline(), brings("built")],
      request(machine, { allow: { download: true, build: false } }),
    );
    await expect(refused).rejects.toMatchObject({
      name: "EngineError",
      code: "engine.not-installable",
      source: "user",
      exitCode: 2,
      message:
        "There is no usable pulumi 3.259.0 and none could be made. The download failed: no network. The build was not allowed. " +
        `${old} is not used: it is version 3.1.0, and >=3.259.0 <4.0.0 is needed.`,
      fix: "Plug in. Allow it and run it again.",
    });
    expect(await readdir(folderOf(machine))).toEqual([]);
  });

  test.for([
    ["v3.300.0", "it brought version 3.300.0 instead of 3.259.0"],
    ["nonsense", 'what it brought cannot be used: `pulumi version` printed "nonsense", which is not a version'],
  ] as const)("does not put %s in place", async ([version, reason], { machine }) => {
    const refused = installBy([brings("downloaded", version)], request(machine));
    await expect(refused).rejects.toThrow(`The download failed: ${reason}.`);
    expect(await readdir(folderOf(machine))).toEqual([]);
  });

  test("replaces an unusable bin as a whole, companions included", async ({ machine }) => {
    await engine(join(folderOf(machine), "bin/pulumi"), "v3.1.0");
    await engine(join(folderOf(machine), "bin/pulumi-language-nodejs"), "v3.1.0");
    expect(await installBy([brings("built")], request(machine))).toMatchObject({ way: "built" });
    expect(await readdir(join(folderOf(machine), "bin"))).toEqual(["pulumi"]);
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
  });

  test("refuses to install beside an override that is unusable", async ({ machine }) => {
    const env = { ...machine.env, LAUNCHGATE_PULUMI_ROOT: join(machine.folder, "mine") };
    await expect(installBy([brings("built")], request(machine, { env }))).rejects.toMatchObject({
      code: "engine.override-unusable",
      fix: "Let LAUNCHGATE_PULUMI_ROOT name a folder with a usable bin/pulumi, or unset it.",
    });
  });

  test("says when the folder cannot be made", async ({ machine }) => {
    await writeFile(join(machine.root, ".launchgate"), "a file in the way");
    await expect(installBy([brings("built")], request(machine))).rejects.toMatchObject({
      code: "engine.folder-unwritable",
    });
  });

  test("installs once for two that ask at once", async ({ machine }) => {
    const build = brings("built");
    const results = await Promise.all([installBy([build], request(machine)), installBy([build], request(machine))]);
    expect(results.map((result) => result.way).toSorted()).toEqual(["built", "present"]);
    expect(build.get).toHaveBeenCalledTimes(1);
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
  });

  test("sweeps what a killed install left", async ({ machine }) => {
    await mkdir(join(folderOf(machine), "staging-old/bin"), { recursive: true });
    await mkdir(join(folderOf(machine), "replaced-old"), { recursive: true });
    await installBy([brings("built")], request(machine));
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
  });
});

describe("a cancelled install", () => {
  test("changes nothing when the signal came first", async ({ machine }) => {
    const build = brings("built");
    const refused = installBy([build], request(machine, { signal: AbortSignal.abort() }));
    await expect(refused).rejects.toMatchObject({ code: "engine.install-cancelled" });
    expect(build.get).not.toHaveBeenCalled();
  });

  test("stops its own compiler with all its children, and no other process", async ({ machine }) => {
    await goToolchain(machine, { build: hang(machine) });
    const old = await engine(join(folderOf(machine), "bin/pulumi"), "v3.1.0");
    const bystander = spawn("sleep", ["300"]);
    const controller = new AbortController();
    const refused = expect(
      installBy([moduleBuild()], request(machine, { signal: controller.signal })),
    ).rejects.toMatchObject({ code: "engine.install-cancelled" });
    const pids = await hangingPids(machine);
    controller.abort();
    await refused;
    for (const pid of pids) await expect.poll(() => isRunning(pid)).toBe(false);
    expect(isRunning(bystander.pid ?? 0)).toBe(true);
    bystander.kill();
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
    expect(await readFile(old, "utf8")).toContain("v3.1.0");
  });

  test("does not put an engine in place that was finished as the signal came", async ({ machine }) => {
    const controller = new AbortController();
    const late = way("built", async ({ staging }) => {
      await engine(join(staging, "bin/pulumi"));
      controller.abort();
      return { ok: true, detail: "too late" };
    });
    const refused = installBy([late], request(machine, { signal: controller.signal }));
    await expect(refused).rejects.toMatchObject({ code: "engine.install-cancelled" });
    expect(await readdir(folderOf(machine))).toEqual([]);
  });
});

describe("an install whose process is killed", () => {
  test("hinders the next one in no way", async ({ machine }) => {
    await goToolchain(machine, { build: hang(machine) });
    const module = fileURLToPath(new URL("../../../packages/cli/src/engine/install.ts", import.meta.url));
    const program = `import { installEngine } from ${JSON.stringify(module)};
      await installEngine(${JSON.stringify(request(machine, { allow: { download: false, build: true } }))});`;
    const victim = spawn(process.execPath, ["--input-type=module", "-e", program], { stdio: "ignore" });
    const pids = await hangingPids(machine);
    victim.kill("SIGKILL");
    await once(victim, "exit");
    expect((await readdir(folderOf(machine))).map((name) => name.replace(/-.*/, ""))).toEqual([
      "install.lock",
      "staging",
    ]);
    await goToolchain(machine);
    const events: InstallProgress[] = [];
    const result = await installBy([moduleBuild()], request(machine, { onProgress: (event) => events.push(event) }));
    expect(result.way).toBe("built");
    expect(events.map((event) => event.message)).toContainEqual(
      expect.stringMatching(/^Took over the lock of the install of process /),
    );
    expect(await readdir(folderOf(machine))).toEqual(["bin"]);
    process.kill(-(pids[0] ?? Number.NaN), "SIGKILL");
  });
});
