import { constants } from "node:fs";
import { access, stat } from "node:fs/promises";
import { dirname } from "node:path";
import semver from "semver";
import { childEnv } from "./child-env.ts";
import type { Environment } from "./child-env.ts";
import { ENGINE_RANGE } from "./pins.ts";
import { runChild } from "./run-child.ts";
import type { ChildOutcome } from "./run-child.ts";
import { firstLine } from "./text.ts";

/** Why an executable is not used. */
export type RejectionCode =
  | "absent"
  | "not-a-file"
  | "not-executable"
  | "does-not-start"
  | "fails"
  | "no-answer"
  | "no-version"
  | "wrong-version"
  | "cancelled";

/** What an executable turned out to be: a usable engine with its version, or why not, as the rest of a sentence about it. */
export type Verdict =
  | { readonly ok: true; readonly version: string }
  | { readonly ok: false; readonly code: RejectionCode; readonly reason: string };

/** Milliseconds that `pulumi version` may take. A cold start of the 115 MB file from a slow disk takes a few seconds. */
const PROBE_TIMEOUT_MS = 15_000;

/** Tells whether the file at `path` is an engine that can be used, by running `pulumi version`. Never rejects. (P1) */
export async function judgeEngine(path: string, env: Environment, signal?: AbortSignal): Promise<Verdict> {
  const unfit = await fileProblem(path);
  if (unfit !== undefined) return unfit;
  const outcome = await runChild({
    command: path,
    args: ["version"],
    cwd: dirname(path),
    env: childEnv(env, { PULUMI_SKIP_UPDATE_CHECK: "true" }),
    timeoutMs: PROBE_TIMEOUT_MS,
    signal,
  });
  return runProblem(outcome) ?? judgeVersion(firstLine(outcome.stdout));
}

/** Tells whether an engine that reports `text` as its version is in {@link ENGINE_RANGE}. Pre-releases count by their number. */
export function judgeVersion(text: string): Verdict {
  const version = semver.parse(text);
  if (version === null) {
    return no(
      "no-version",
      `\`pulumi version\` printed ${text === "" ? "nothing" : JSON.stringify(text)}, which is not a version`,
    );
  }
  if (!semver.satisfies(version, ENGINE_RANGE, { includePrerelease: true })) {
    return no("wrong-version", `it is version ${version.version}, and ${ENGINE_RANGE} is needed`);
  }
  return { ok: true, version: version.version };
}

async function fileProblem(path: string): Promise<Verdict | undefined> {
  try {
    if (!(await stat(path)).isFile()) return no("not-a-file", "it is not a file");
  } catch {
    return no("absent", "there is no such file");
  }
  try {
    await access(path, constants.X_OK);
    return undefined;
  } catch {
    return no("not-executable", "it is not executable by this user");
  }
}

function runProblem(outcome: ChildOutcome): Verdict | undefined {
  switch (outcome.ended) {
    case "not-started":
      return no("does-not-start", `it does not start: ${outcome.startError ?? "no reason given"}`);
    case "timed-out":
      return no("no-answer", `\`pulumi version\` gave no answer within ${String(PROBE_TIMEOUT_MS / 1000)} s`);
    case "cancelled":
      return no("cancelled", "the check was cancelled");
    case "killed":
      return no("fails", "`pulumi version` was killed by the system");
    case "exited":
      if (outcome.exitCode === 0) return undefined;
      return no(
        "fails",
        `\`pulumi version\` ended with ${String(outcome.exitCode)}: ${firstLine(outcome.stderr) || "no message"}`,
      );
  }
}

function no(code: RejectionCode, reason: string): Verdict {
  return { ok: false, code, reason };
}
