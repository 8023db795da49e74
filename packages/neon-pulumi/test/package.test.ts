/** The package that `npm pack` makes installs and runs compiled, in an empty folder, with nothing but its dependencies. */
import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { staleFiles } from "../scripts/generate.ts";
import { resources } from "../src/schema/index.ts";
import { version } from "../src/version.ts";
import { Fixture } from "./driver/fixture.ts";

const here = join(import.meta.dirname, "..");
const kit = join(here, "../provider-kit");
const kitName = "@launchgate/provider-kit";
const require = createRequire(import.meta.url);

/** Folder of an installed package, workspace links resolved. */
function installed(name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name)).find((folder) => existsSync(join(folder, "package.json")));
  if (found === undefined) throw new Error(`${name} is not installed`);
  return found;
}

/** Copies of the package and of the kit that it is built on, so that the checkout is never seen in its published form. */
function copies(): string {
  const copy = mkdtempSync(join(tmpdir(), "neon-pack-"));
  symlinkSync(dirname(installed("typescript")), join(copy, "node_modules"));
  const skipped = new Set(["node_modules", "dist", "test"]);
  for (const source of [here, kit]) {
    const filter = (path: string): boolean => !skipped.has(basename(path)) || path === source;
    cpSync(source, join(copy, basename(source)), { recursive: true, filter });
  }
  return copy;
}

/** Packs one of them. */
function pack(folder: string, source: string): string {
  const options = { cwd: folder, encoding: "utf8", env: { ...process.env, npm_config_loglevel: "silent" } } as const;
  const file = execFileSync("npm", ["pack"], options).trim().split("\n").at(-1) ?? "";
  expect(existsSync(join(folder, "package.workspace.json"))).toBe(false);
  expect(readFileSync(join(folder, "package.json"), "utf8")).toBe(readFileSync(join(source, "package.json"), "utf8"));
  return join(folder, file);
}

/** Unpacks one into a project; returns the names of its dependencies. */
function unpack(tarball: string, project: string, name: string): string[] {
  const target = join(project, "node_modules", name);
  mkdirSync(target, { recursive: true });
  execFileSync("tar", ["-xzf", tarball, "-C", target, "--strip-components=1"]);
  const manifest = JSON.parse(readFileSync(join(target, "package.json"), "utf8")) as {
    dependencies: Record<string, string>;
  };
  return Object.keys(manifest.dependencies);
}

/** Both in an empty project, with links to the declared dependencies and to nothing else. */
function install(): string {
  const copy = copies();
  const project = mkdtempSync(join(tmpdir(), "neon-install-"));
  const needed = [
    ...unpack(pack(join(copy, "neon-pulumi"), here), project, "neon-pulumi"),
    ...unpack(pack(join(copy, "provider-kit"), kit), project, kitName),
  ];
  for (const name of new Set(needed.filter((each) => each !== kitName))) {
    const link = join(project, "node_modules", name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(installed(name), link);
  }
  writeFileSync(join(project, "package.json"), '{"type":"module"}');
  return project;
}

let project: string;

beforeAll(() => {
  project = install();
}, 180_000);

test("it holds compiled code, types and documents, and no source", () => {
  const folder = join(project, "node_modules/neon-pulumi");
  expect(readdirSync(folder).toSorted()).toEqual([
    "CHANGELOG.md",
    "LICENSE",
    "README.md",
    "bin",
    "dist",
    "docs",
    "package.json",
    "pulumi-resource-neon",
  ]);
  expect(existsSync(join(folder, "dist/index.d.ts"))).toBe(true);
  expect(
    readdirSync(join(folder, "dist"), { recursive: true }).filter((file) => /(?<!\.d)\.ts$/.test(String(file))),
  ).toEqual([]);
});

test("a program can use the classes", () => {
  const program = `
    import * as pulumi from "@pulumi/pulumi";
    import * as neon from "neon-pulumi";
    await pulumi.runtime.setMocks({ newResource: (args) => ({ id: args.name + "-id", state: args.inputs }), call: (args) => args.inputs });
    const project = new neon.Project("shop", { historyRetentionSeconds: 3600 });
    const branch = new neon.Branch("main", { projectId: project.id, adoptRoot: true });
    pulumi.all([project.historyRetentionSeconds, branch.projectId]).apply((values) => console.log(JSON.stringify(values)));
  `;
  writeFileSync(join(project, "program.js"), program);
  expect(execFileSync(process.execPath, ["program.js"], { cwd: project, encoding: "utf8" }).trim()).toBe(
    '[3600,"shop-id"]',
  );
});

test("the plugin starts and works", async () => {
  const fixture = new Fixture();
  await fixture.open();
  await fixture.restart({ executable: join(project, "node_modules/neon-pulumi/bin/pulumi-resource-neon") });
  const { projectId } = await fixture.project();
  await fixture.engine.up("Branch", "b", { projectId });
  expect(await fixture.engine.up("Branch", "b", { projectId })).toBe("same");
  await fixture.close();
});

test("version and generated files are fresh", async () => {
  const manifest = JSON.parse(readFileSync(join(here, "package.json"), "utf8")) as { version: string };
  expect(manifest.version).toBe(version);
  expect(readFileSync(join(here, "CHANGELOG.md"), "utf8")).toContain(`## ${version}`);
  expect(await staleFiles()).toEqual([]);
});

test("every class of the schema is exported", async () => {
  const exported = Object.keys(await import("../src/index.ts"));
  expect(resources.map((spec) => spec.name).filter((name) => !exported.includes(name))).toEqual([]);
});
