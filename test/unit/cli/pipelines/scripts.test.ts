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

describe("benchmarks.mjs (P8)", () => {
  /** A side whose runs of `npm run benchmarks` write these figures, one a round; undefined: it has no such script. */
  function side(runs: readonly unknown[] | undefined): string {
    const place = mkdtempSync(path.join(folder, "side-"));
    const scripts = runs === undefined ? {} : { benchmarks: "node bench.mjs" };
    writeFileSync(path.join(place, "package.json"), JSON.stringify({ name: "side", scripts }));
    writeFileSync(path.join(place, "runs.json"), JSON.stringify(runs ?? []));
    writeFileSync(
      path.join(place, "bench.mjs"),
      `import { readFileSync, writeFileSync } from "node:fs";
       const [now, ...rest] = JSON.parse(readFileSync("runs.json", "utf8"));
       writeFileSync("runs.json", JSON.stringify(rest));
       if (now === null) process.exit(3);
       if (now !== "nothing") writeFileSync("benchmarks.json", JSON.stringify(now));`,
    );
    return place;
  }
  const figure = (value: number, name = "render") => ({ name, unit: "ms", value });
  const judge = (base: readonly unknown[] | undefined, change: readonly unknown[] | undefined, more = {}) => {
    const env = { PATH: process.env["PATH"] ?? "", HOME: folder, REGRESSION_PERCENT: "10", ROUNDS: "1", ...more };
    return runScript("benchmarks.mjs", env, side(base), side(change));
  };

  const cases: [string, unknown[] | undefined, unknown[] | undefined, number, string][] = [
    ["as much as is allowed", [[figure(100)]], [[figure(110)]], 0, "10.0 %; at most 10 % are allowed"],
    ["more than that", [[figure(100)]], [[figure(111)]], 1, "went from 100 to 111, 11.0 %: the model allows 10 %"],
    ["less", [[figure(100)]], [[figure(50), figure(9, "new")]], 0, "-50.0 %"],
    ["from nothing", [[figure(0)]], [[figure(1)]], 1, "Infinity %"],
    ["one that is gone", [[figure(1), figure(1, "load")]], [[figure(1)]], 1, '"load" is not measured any more'],
    ["a base without any", undefined, [[figure(1)]], 0, "The base has none: these are the first"],
    ["a change that takes all out", [[figure(1)]], undefined, 1, "npm run benchmarks in"],
    ["a benchmark that fails", [[figure(1)]], [null], 1, "ended with 3"],
    ["a base that fails", [null], [[figure(1)]], 1, "ended with 3"],
    ["no results", [[figure(1)]], ["nothing"], 1, "ENOENT"],
    ["an empty list", [[figure(1)]], [[]], 1, "is no list of figures"],
    ["a figure that is none", [[figure(1)]], [[{ name: "render", value: "1" }]], 1, "is no list of figures"],
    ["a name twice", [[figure(1)]], [[figure(1), figure(2)]], 1, "has a name twice"],
  ];
  it.each(cases)("judges %s", async (_what, base, change, code, words) => {
    const ended = await judge(base, change);
    expect(ended.text).toContain(words);
    expect(ended.code).toBe(code);
  });

  it("takes the median of the rounds, so that one slow round decides nothing", async () => {
    const rounds = [10, 90, 10].map((value) => [figure(value)]);
    expect((await judge([[figure(10)], [figure(10)], [figure(10)]], rounds, { ROUNDS: "3" })).code).toBe(0);
  });

  it.each([
    [{ REGRESSION_PERCENT: "" }, "REGRESSION_PERCENT is no percentage"],
    [{ REGRESSION_PERCENT: "much" }, "REGRESSION_PERCENT is no percentage"],
    [{ ROUNDS: "0" }, "ROUNDS is no number of rounds"],
  ])("judges nothing by %j", async (more, words) => {
    const ended = await judge([[figure(1)]], [[figure(1)]], more);
    expect([ended.code, ended.text.includes(words)]).toEqual([1, true]);
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
