import { existsSync } from "node:fs";
import { chmod, mkdir, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { nameOf } from "./engine-events.ts";
import type { PolicyFinding } from "./engine-port.ts";

/** The policy pack of a team's folder; undefined where there is no `policy/PulumiPolicy.yaml`. */
export function policyPackOf(root: string): string | undefined {
  const folder = path.join(root, "policy");
  return existsSync(path.join(folder, "PulumiPolicy.yaml")) ? folder : undefined;
}

/**
 * Folder with the command that runs a policy pack where the engine has no Node.js language host: it then looks for
 * `pulumi-analyzer-policy-nodejs` on PATH. The command hands over to the runner that ships with `@pulumi/pulumi`. (P7)
 */
export async function analyzerFolder(workFolder: string): Promise<string> {
  const folder = path.join(workFolder, "tools");
  await mkdir(folder, { recursive: true });
  const runner = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
  const file = path.join(folder, "pulumi-analyzer-policy-nodejs");
  await writeFile(file, `#!/bin/sh\nexec ${quoted(process.execPath)} ${quoted(runner)} "$@"\n`);
  await chmod(file, 0o755);
  return folder;
}

/**
 * File with what the pack is to judge by: the moment at which the operation began, so that the calendar and waivers are judged by the
 * sandbox's clock on a practice ground, and by one moment from beginning to end. A team's own pack gets none: the engine refuses settings
 * of a policy that a pack does not have. (L1, R8)
 */
export async function writePolicySettings(workFolder: string, pack: string, at: Date): Promise<string | undefined> {
  const manifest = await readFile(path.join(pack, "package.json"), "utf8").catch(() => "");
  if (!/"name":\s*"launchgate-release-rules"/.test(manifest)) return undefined;
  const file = path.join(workFolder, "policy-settings.json");
  await writeFile(file, JSON.stringify({ "release-rules": { at: at.toISOString() } }));
  return file;
}

function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** A mandatory rule that was broken only by a value known while running: what came before it is done. */
export function lateViolation(stack: string, findings: readonly PolicyFinding[]): LaunchgateError | undefined {
  const lines = mandatoryLines(findings);
  if (lines.length === 0) return undefined;
  return new LaunchgateError({
    code: "engine.policy-late",
    message: `Stack "${stack}" broke a rule by a value that the preview could not know, and was stopped there:\n  ${lines.join("\n  ")}`,
    fix: "What was done before is in the state. Correct the model in stacks/ and run it again.",
    exitCode: exitCodes.blocked,
  });
}

function mandatoryLines(findings: readonly PolicyFinding[]): readonly string[] {
  return findings
    .filter(({ level }) => level === "mandatory")
    .map(
      ({ policy, urn, message }) =>
        `${policy}${urn === undefined ? "" : ` (${nameOf(urn)})`}: ${message.replaceAll(/\s+/g, " ")}`,
    );
}

/** Refuses as `engine.policy` (exit 4) where a mandatory rule is broken, with every one of them. */
export function requireNoViolation(stack: string, findings: readonly PolicyFinding[]): void {
  const lines = mandatoryLines(findings);
  if (lines.length === 0) return;
  throw new LaunchgateError({
    code: "engine.policy",
    message: `Stack "${stack}" breaks ${lines.length === 1 ? "a rule" : `${String(lines.length)} rules`}, nothing was written:\n  ${lines.join("\n  ")}`,
    fix: "Correct the model in stacks/; policy/RULES.md says what each rule is for.",
    exitCode: exitCodes.blocked,
  });
}
