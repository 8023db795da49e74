/** What `npm publish` of the bundle would hand out: it installs in an empty folder and runs in the SDK's own loader (issue 8). */
import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, expect, it } from "vitest";
import { ruleInfos } from "../../../policy/pack.ts";
import { readSettings } from "../../../policy/kernel/settings.ts";
import { repositoryRoot } from "../../helpers/repository.ts";
import { Analyzer } from "./analyzer.ts";

const name = "launchgate-release-rules";
const require = createRequire(import.meta.url);
const home = mkdtempSync(path.join(tmpdir(), "launchgate-bundle-"));
const project = path.join(home, "project");
const installed = path.join(project, "node_modules", name);

interface Manifest {
  readonly version: string;
  readonly private?: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
}
const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as Manifest;

/** Packs the bundle and unpacks it into an empty project, with links to its declared dependencies and to nothing else. */
beforeAll(() => {
  const folder = path.join(home, "bundle");
  execFileSync(process.execPath, ["scripts/bundle-policy.ts", folder], { cwd: repositoryRoot });
  const env = { ...process.env, npm_config_loglevel: "silent" };
  const tarball = execFileSync("npm", ["pack"], { cwd: folder, encoding: "utf8", env }).trim();
  mkdirSync(installed, { recursive: true });
  writeFileSync(path.join(project, "package.json"), "{}");
  execFileSync("tar", ["-xzf", path.join(folder, tarball), "-C", installed, "--strip-components=1"]);
  for (const dependency of Object.keys(manifestOf(installed).dependencies)) {
    const link = path.join(project, "node_modules", dependency);
    mkdirSync(path.dirname(link), { recursive: true });
    symlinkSync(path.dirname(require.resolve(`${dependency}/package.json`)), link);
  }
});
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
});

it("holds one JavaScript file, its documents and its settings, and may be published", () => {
  expect(readdirSync(installed).toSorted()).toEqual([
    "LICENSE",
    "PulumiPolicy.yaml",
    "README.md",
    "RULES.md",
    "index.js",
    "package.json",
    "settings.schema.json",
  ]);
  const { version, private: isPrivate, dependencies } = manifestOf(installed);
  const own = manifestOf(repositoryRoot);
  expect(version).toBe(own.version);
  expect(isPrivate).toBeUndefined();
  expect(dependencies).toEqual({
    "@pulumi/policy": own.dependencies["@pulumi/policy"],
    "@pulumi/pulumi": own.dependencies["@pulumi/pulumi"],
  });
});

it("describes its settings by a schema that says what the pack itself says", () => {
  const schema = JSON.parse(readFileSync(path.join(installed, "settings.schema.json"), "utf8")) as {
    properties: Record<string, { default: unknown }>;
  };
  const defaults = Object.fromEntries(Object.entries(schema.properties).map(([key, each]) => [key, each.default]));
  expect(defaults).toEqual(readSettings());
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  expect(validate({ minimumReviews: 2 })).toBe(true);
  expect(validate({ minimumReviews: "two" })).toBe(false);
  expect(validate({ minimumReview: 2 })).toBe(false);
  const readme = readFileSync(path.join(installed, "README.md"), "utf8");
  expect(Object.keys(defaults).filter((key) => !readme.includes(`| \`${key}\` |`))).toEqual([]);
});

it("runs in the SDK's loader where it was installed, and judges", async () => {
  expect(existsSync(path.join(installed, "node_modules"))).toBe(false);
  const analyzer = await Analyzer.start(installed);
  try {
    expect(await analyzer.policies()).toEqual([
      "release-rules",
      ...ruleInfos.map(({ id }) => id),
      "release-rules-waivers",
    ]);
    const found = await analyzer.analyze({
      urn: "urn:pulumi:live::theirs::github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions::token",
      type: "github:index/workflowRepositoryPermissions:WorkflowRepositoryPermissions",
      name: "token",
      inputs: { repository: "shop", defaultWorkflowPermissions: "write", canApprovePullRequestReviews: false },
      protect: false,
      ignoreChanges: [],
      dependencies: [],
    });
    expect(found.map(({ policy, level }) => [policy, level])).toEqual([["github-actions-limit-token", "mandatory"]]);
  } finally {
    await analyzer.stop();
  }
});
