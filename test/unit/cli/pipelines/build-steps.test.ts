import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { serviceFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { modelWith, stepsOf, workflowsOf } from "./pipelines-model.ts";

const base = mkdtempSync(path.join(tmpdir(), "launchgate-build-"));
afterAll(() => rmSync(base, { recursive: true }));
const steps = workflowsOf("web", serviceFiles(modelWith(), "web")).flatMap(stepsOf);

/** Runs the commands of a step by the shell that GitHub runs them with (`shell: bash`). */
function runStep(
  name: string,
  cwd: string,
  env: Readonly<Record<string, string>> = {},
): { status: number | null; text: string } {
  const commands = steps.find(({ step }) => step.name === name)?.step.run ?? `no step ${name}`;
  const { status, stdout, stderr } = spawnSync("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", commands], {
    cwd,
    env: { ...process.env, ...env },
    encoding: "utf8",
  });
  return { status, text: stdout + stderr };
}

/** A built service, its files written at some moment. */
function built(name: string, writtenAt: Date): string {
  const folder = path.join(base, name);
  const output = path.join(folder, ".vercel/output");
  mkdirSync(path.join(output, "static"), { recursive: true });
  for (const [file, text] of [
    ["config.json", '{"version":3}'],
    ["static/höhe.txt", name === "other" ? "b" : "a"],
  ] as const) {
    writeFileSync(path.join(output, file), text);
    utimesSync(path.join(output, file), writtenAt, writtenAt);
  }
  writeFileSync(path.join(folder, "package.json"), '{"name":"web","version":"1.0.0"}');
  const lock = {
    name: "web",
    version: "1.0.0",
    lockfileVersion: 3,
    packages: { "": { name: "web", version: "1.0.0" } },
  };
  writeFileSync(path.join(folder, "package-lock.json"), JSON.stringify(lock));
  mkdirSync(path.join(folder, "node_modules"));
  return folder;
}

/** Packs it as the workflow does; tells the digest that is handed on. */
function packed(folder: string): string {
  const output = path.join(folder, "outputs");
  writeFileSync(output, "");
  expect(runStep("Pack", folder, { GITHUB_OUTPUT: output })).toMatchObject({ status: 0 });
  return /^digest=([0-9a-f]{64})\n$/.exec(readFileSync(output, "utf8"))?.[1] ?? "none";
}

describe("the artefact that is built once (P2)", () => {
  const check = "The artefact is the one that was built";

  it("has the same digest for the same files, whenever they were written, and another for others", () => {
    const first = packed(built("first", new Date("2026-11-21T10:00:00Z")));
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect(packed(built("again", new Date("2025-01-01T00:00:00Z")))).toBe(first);
    expect(packed(built("other", new Date("2026-11-21T10:00:00Z")))).not.toBe(first);
  });

  it("comes with its bill of materials, is let through by its digest only, and unpacks to what was built", () => {
    const folder = built("stage", new Date());
    const digest = packed(folder);
    const bill = JSON.parse(readFileSync(path.join(folder, "sbom.cdx.json"), "utf8")) as { bomFormat: string };
    expect(bill.bomFormat).toBe("CycloneDX");
    expect(runStep(check, folder, { DIGEST: digest }).status).toBe(0);
    expect(runStep(check, folder, { DIGEST: "0".repeat(64) }).status).toBe(1);
    expect(runStep(check, folder, { DIGEST: "" }).status).toBe(1);
    rmSync(path.join(folder, ".vercel"), { recursive: true });
    expect(runStep("Unpack", folder).status).toBe(0);
    expect(readFileSync(path.join(folder, ".vercel/output/static/höhe.txt"), "utf8")).toBe("a");
  });

  it("is none where nothing was built: the step fails and hands no digest on", () => {
    const folder = built("empty", new Date());
    rmSync(path.join(folder, ".vercel"), { recursive: true });
    const output = path.join(folder, "outputs");
    writeFileSync(output, "");
    expect(runStep("Pack", folder, { GITHUB_OUTPUT: output }).status).not.toBe(0);
    expect(readFileSync(output, "utf8")).toBe("");
  });
});

describe("the database's address (S2)", () => {
  it("is hidden in the log before it is handed to the tests", () => {
    const folder = path.join(base, "database");
    mkdirSync(folder);
    const environment = path.join(folder, "environment");
    writeFileSync(environment, "");
    const address = "postgresql://web_app:secret@host/web?sslmode=require&x=$(id)";
    writeFileSync(path.join(folder, "preview-database.url"), address);
    const ended = runStep("Hand it to the tests", folder, { GITHUB_ENV: environment });
    expect(ended).toEqual({ status: 0, text: `::add-mask::${address}\n` });
    expect(readFileSync(environment, "utf8")).toBe(`DATABASE_URL=${address}\n`);
  });
});
