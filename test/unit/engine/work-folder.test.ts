import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { parse } from "yaml";
import { pluginFolders } from "../../../packages/cli/src/engine/plugin-folders.ts";
import { addSecretsLock, readStackFile, writeWorkFolder } from "../../../packages/cli/src/engine/work-folder.ts";
import { script } from "./stubs.ts";

let root: string;
beforeEach(() => void (root = mkdtempSync(path.join(tmpdir(), "launchgate-work-"))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

const write = (extra = {}) =>
  writeWorkFolder({
    root,
    projectName: "launchgate",
    stackName: "drill",
    backendUrl: "file:///s",
    pluginFolders: { neon: "/plugins/neon" },
    plainSettings: [],
    ...extra,
  });
const tracked = "config:\n  launchgate:neonApiKey:\n    secure: v1:abc\n  launchgate:vercelTeam: team\n";

test("the team's file goes in as it stands, settings on top, and is never written", async () => {
  const file = path.join(root, "Pulumi.drill.yaml");
  writeFileSync(file, tracked);
  const folder = await write({ plainSettings: [{ key: "neonEndpoint", value: "http://x", secret: false }] });
  expect(parse(readFileSync(path.join(folder, "Pulumi.yaml"), "utf8"))).toMatchObject({
    name: "launchgate",
    runtime: "nodejs",
    backend: { url: "file:///s" },
    plugins: { providers: [{ name: "neon", path: "/plugins/neon" }] },
  });
  expect((await readStackFile(folder, "drill")).config).toEqual({
    "launchgate:neonApiKey": { secure: "v1:abc" },
    "launchgate:vercelTeam": "team",
    "launchgate:neonEndpoint": "http://x",
  });
  expect(readFileSync(file, "utf8")).toBe(tracked);
  expect(statSync(path.join(folder, "Pulumi.drill.yaml")).mode & 0o777).toBe(0o600);
});

test("the lock of secrets: the team's own first, then the earlier folder's, then the state's", async () => {
  const folder = await write();
  const state = (salt: string) => () =>
    Promise.resolve({ deployment: { secrets_providers: { type: "passphrase", state: { salt } } } });
  await addSecretsLock(folder, "drill", state("from-state"));
  expect((await readStackFile(folder, "drill")).encryptionsalt).toBe("from-state");
  await write();
  await addSecretsLock(folder, "drill", state("later"));
  expect((await readStackFile(folder, "drill")).encryptionsalt).toBe("from-state");
  writeFileSync(path.join(root, "Pulumi.drill.yaml"), "encryptionsalt: own\n");
  await write();
  expect((await readStackFile(folder, "drill")).encryptionsalt).toBe("own");
});

test("what a killed run left a day ago is swept, a fresh plan stays", async () => {
  const folder = await write();
  const [old, fresh] = ["plan-0a-1.json", "plan-0a-2.json"].map((name) => path.join(folder, name)) as [string, string];
  for (const file of [old, fresh]) writeFileSync(file, "{}");
  utimesSync(old, 0, 0);
  await write();
  expect(() => statSync(old)).toThrow("ENOENT");
  expect(statSync(fresh).size).toBe(2);
});

test("a provider's folder: as named, its bin, else where npm put the package", async () => {
  const project = (folder: string) =>
    writeFileSync(
      path.join(root, "Pulumi.yaml"),
      `name: a\nplugins:\n  providers:\n    - {name: own, path: ${folder}}\n`,
    );
  writeFileSync(path.join(root, "package.json"), "{}");
  project("packages/own");
  await expect(pluginFolders(root)).rejects.toMatchObject({ code: "engine.plugin-folder", exitCode: 2 });
  const installed = path.join(root, "node_modules/own-pulumi");
  await script(path.join(installed, "run/pulumi-resource-own"), "exit 0");
  mkdirSync(installed, { recursive: true });
  writeFileSync(
    path.join(installed, "package.json"),
    JSON.stringify({ name: "own-pulumi", bin: { "pulumi-resource-own": "run/pulumi-resource-own" } }),
  );
  expect(await pluginFolders(root)).toEqual({ own: path.join(installed, "run") });
  await script(path.join(root, "packages/own/bin/pulumi-resource-own"), "exit 0");
  expect(await pluginFolders(root)).toEqual({ own: path.join(root, "packages/own/bin") });
});
