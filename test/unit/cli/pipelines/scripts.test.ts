import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { serviceFiles } from "../../../../packages/cli/src/pipelines/files.ts";
import { Service } from "../smoke/service.ts";
import { modelWith } from "./pipelines-model.ts";

const folder = mkdtempSync(path.join(tmpdir(), "launchgate-scripts-"));
afterAll(() => rmSync(folder, { recursive: true }));
const files = serviceFiles(modelWith(), "web");

/** Runs a delivered script as the service's workflow does. */
function runScript(
  name: string,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<{ code: number | null; text: string }> {
  const script = path.join(folder, name);
  writeFileSync(script, files[`.github/launchgate/${name}`] ?? "");
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [script, ...args], { cwd: folder, env });
    let text = "";
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code, text });
    });
  });
}

describe("coverage.mjs (P8)", () => {
  const cases: [string, string | undefined, string, number, string][] = [
    ["enough", '{"total":{"lines":{"pct":80}}}', "80", 0, "80 % of the lines are covered"],
    [
      "too little",
      '{"total":{"lines":{"pct":79.99}}}',
      "80",
      1,
      "79.99 % of the lines are covered, the model demands 80 %",
    ],
    ["a share that is no number", '{"total":{"lines":{"pct":"Unknown"}}}', "0", 1, "does not tell"],
    ["a summary of another form", '{"lines":80}', "80", 1, "does not tell"],
    ["no JSON", "80", "80", 1, "does not tell"],
    ["no summary", undefined, "80", 1, "does not tell"],
    ["no threshold", '{"total":{"lines":{"pct":100}}}', "", 1, "COVERAGE_PERCENT is no percentage"],
    ["a threshold that is none", '{"total":{"lines":{"pct":100}}}', "much", 1, "COVERAGE_PERCENT is no percentage"],
  ];
  it.each(cases)("judges %s", async (_what, summary, percent, code, words) => {
    const file = path.join(folder, `${String(Math.random()).slice(2)}.json`);
    if (summary !== undefined) writeFileSync(file, summary);
    const ended = await runScript("coverage.mjs", { COVERAGE_PERCENT: percent }, file);
    expect(ended.code).toBe(code);
    expect(ended.text).toContain(words);
  });
});

describe("await-artifact.mjs (P2)", () => {
  const artifact = (id: number, at: string, expired = false) => ({ expired, created_at: at, workflow_run: { id } });

  /** Answers each look with the next list; the last one again and again. */
  async function look(pull: string, lists: object[][], looks = "3") {
    const queue = [...lists];
    const api = await Service.start((_request, response) => {
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ artifacts: queue.length > 1 ? queue.shift() : queue[0] }));
    });
    const output = path.join(folder, `output-${String(Math.random()).slice(2)}`);
    writeFileSync(output, "");
    const ended = await runScript("await-artifact.mjs", {
      ARTIFACT: "preview-database-",
      PULL: pull,
      GITHUB_TOKEN: "job-token",
      GITHUB_API_URL: api.url,
      GITHUB_REPOSITORY: "motion-mavericks/web",
      GITHUB_OUTPUT: output,
      PAUSE_MILLISECONDS: "1",
      LOOKS: looks,
    });
    const { seen } = api;
    await api.stop();
    return { ...ended, seen, output: readFileSync(output, "utf8") };
  }

  it("waits until the artifact is there, and names the run of the newest that has not expired", async () => {
    const there = [
      artifact(1, "2026-11-21T10:00:00Z"),
      artifact(2, "2026-11-21T11:00:00Z"),
      artifact(3, "2026-11-21T12:00:00Z", true),
    ];
    const { code, output, seen } = await look("12", [[], there]);
    expect({ code, output }).toEqual({ code: 0, output: "artifact=preview-database-12\nrun-id=2\n" });
    expect(seen.map(({ path: asked }) => asked)).toEqual(
      Array(2).fill("/repos/motion-mavericks/web/actions/artifacts?name=preview-database-12&per_page=100"),
    );
    expect(seen[0]?.headers.authorization).toBe("Bearer job-token");
  });

  it("finds the pull request of a merge group", async () => {
    const ref = "refs/heads/gh-readonly-queue/main/pr-7-0123456789abcdef";
    expect((await look(ref, [[artifact(5, "2026-11-21T10:00:00Z")]])).output).toContain("preview-database-7");
  });

  it("fails, with the reason, where none arrives or nobody is named", async () => {
    const none = await look("12", [[]], "2");
    expect(none).toMatchObject({ code: 1, output: "" });
    expect(none.text).toContain("No artifact preview-database-12 has arrived. Forks get none");
    expect(none.seen).toHaveLength(2);
    expect((await look("main", [[]])).text).toContain('"main" is neither a pull request nor a merge group');
  });
});
