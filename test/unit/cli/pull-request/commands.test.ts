import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startSandbox } from "@launchgate/sandbox";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { main } from "../../../../packages/cli/src/main.ts";
import { client } from "../../../../packages/sandbox/test/github/client.ts";
import { seed } from "../../../../packages/sandbox/test/helpers/seed.ts";
import { fixedInstant } from "../../../helpers/stack-plans.ts";
import { repositoryRoot } from "../../../helpers/repository.ts";
import { commits, Sides } from "./documents.ts";
import "./patience.ts";

const sides = new Sides();
const folder = mkdtempSync(path.join(tmpdir(), "launchgate-pr-"));
const at = (...parts: string[]): string => path.join(folder, ...parts);
afterAll(() => {
  sides.remove();
  rmSync(folder, { recursive: true, force: true });
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** Runs a command as people do, in this process. */
async function run(...argv: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const told = { out: "", err: "" };
  const exitCode = await main(argv, {
    cwd: repositoryRoot,
    columns: 100,
    colour: false,
    liveProgress: false,
    now: () => fixedInstant,
    out: (text) => void (told.out += text),
    err: (text) => void (told.err += text),
  });
  return { exitCode, ...told };
}

const plan = (side: "base" | "head", out: string, ...more: string[]) =>
  run("pr", "plan", "--side", side, "--commit", commits[side], "--out", out, ...more);
const review = (head: string, ...more: string[]) =>
  run(
    "pr",
    "review",
    "--base",
    at("base"),
    "--head",
    head,
    "--base-commit",
    commits.base,
    "--head-commit",
    commits.head,
    "--changed",
    at("changed"),
    ...more,
  );

beforeAll(async () => {
  writeFileSync(at("changed"), "stacks/prod.ts\n");
  expect((await plan("base", at("base"))).exitCode).toBe(0);
  await mkdir(at("same"));
  for (const file of readdirSync(at("base"))) {
    const document = JSON.parse(readFileSync(at("base", file), "utf8")) as object;
    writeFileSync(at("same", file), JSON.stringify({ ...document, side: "head", commit: commits.head }));
  }
});

describe("pr plan, pr review and pr comment, one after the other (P7)", () => {
  it("writes a document for every stack of the model", () => {
    expect(readdirSync(at("base")).toSorted()).toEqual([
      "dev.json",
      "drill.json",
      "index.json",
      "prod.json",
      "shared.json",
      "staging.json",
    ]);
  });

  it("a change that changes nothing passes with exit 0, and its digests are those of the base", async () => {
    const { exitCode, out } = await review(at("same"), "--out", at("same.json"));
    expect(exitCode).toBe(0);
    expect(out).toContain("## ✅ Release review: nothing stands against it\n\nNothing changes at any vendor.");
    expect(JSON.parse(readFileSync(at("same.json"), "utf8"))).toMatchObject({
      verdict: "passes",
      headCommit: commits.head,
    });
  });

  it("a model that is wrong is written down as such, exit 4, and blocks by its own words", async () => {
    writeFileSync(at("wrong.yaml"), "stages: { prod: { approval: { preventSelfReview: false } } }\n");
    const planned = await plan("head", at("wrong"), "--stack", "prod", "--overlay", at("wrong.yaml"));
    expect(planned.exitCode).toBe(4);
    const { exitCode, out } = await review(at("wrong"));
    expect(exitCode).toBe(4);
    expect(out).toContain("stages.prod.approval.preventSelfReview");
    expect(out).toContain("There is no plan document shared.json.");
  });

  it("plans a side as of the moment of the other one's documents, and as of now where that is not to be believed", async () => {
    const planned = async (other: string, moment: Date): Promise<unknown> => {
      await mkdir(at(other));
      writeFileSync(at(other, "index.json"), JSON.stringify({ at: moment.toISOString() }));
      expect((await plan("base", at(`of-${other}`), "--stack", "dev", "--at-of", at(other))).exitCode).toBe(0);
      return (JSON.parse(readFileSync(at(`of-${other}`, "dev.json"), "utf8")) as { at: unknown }).at;
    };
    const before = new Date(fixedInstant.getTime() - 3_600_000);
    expect(await planned("earlier", before)).toBe(before.toISOString());
    const future = new Date(fixedInstant.getTime() + 3_600_000);
    expect(await planned("future", future)).toBe(fixedInstant.toISOString());
  });

  it("asks the engine about stacks that last, and about a template for throw-away stacks only where it is named", async () => {
    vi.stubEnv("LAUNCHGATE_PULUMI_ROOT", at("no-engine"));
    const asked = async (...named: string[]) => {
      const folder = at(`engine${String(named.length)}`);
      expect((await plan("head", folder, "--engine", ...named)).exitCode).toBe(4);
      const documents = ["dev.json", "drill.json"].filter((file) => readdirSync(folder).includes(file));
      const texts = documents.map((file) => readFileSync(path.join(folder, file), "utf8"));
      const faults = texts.map((text) => (JSON.parse(text) as { previewFault: { code: string } | null }).previewFault);
      return faults.map((fault) => (fault === null ? null : fault.code));
    };
    expect(await asked()).toEqual(["engine.missing", null]);
    expect(await asked("--stack", "drill")).toEqual(["engine.missing"]);
  });

  it("refuses a short commit, and a list of files that is not there", async () => {
    const short = await run("pr", "plan", "--side", "head", "--commit", "abc", "--out", at("x"));
    const absent = await review(at("same"), "--changed", at("absent"));
    expect([short.exitCode, absent.exitCode]).toEqual([2, 2]);
    expect(short.err).toContain("--commit");
    expect(absent.err).toContain("git diff --name-only --no-renames -z");
  });

  it("prints the comment and sends nothing with --dry-run; writes the whole and the step's summary", async () => {
    await review(at("same"), "--out", at("dry.json"));
    vi.stubEnv("GITHUB_STEP_SUMMARY", at("summary.md"));
    vi.stubEnv("GITHUB_TOKEN", "");
    const { exitCode, out } = await run(
      "pr",
      "comment",
      "--review",
      at("dry.json"),
      "--pull",
      "7",
      "--dry-run",
      "--full",
      at("whole.md"),
    );
    expect(exitCode).toBe(0);
    expect(out.split("\n")[0]).toBe(`<!-- launchgate:review pull=7 head=${commits.head} -->`);
    expect(readFileSync(at("summary.md"), "utf8")).toMatch(/^## ✅ Release review/);
    expect(readFileSync(at("whole.md"), "utf8")).toMatch(/^## ✅ Release review/);
    const sent = await run("pr", "comment", "--review", at("dry.json"), "--pull", "7");
    expect([sent.exitCode, sent.err.includes("GITHUB_TOKEN is not set")]).toEqual([2, true]);
  });

  it("refuses a review that is none", async () => {
    writeFileSync(at("none.json"), '{"format":"launchgate-review","version":9}');
    const { exitCode, err } = await run("pr", "comment", "--review", at("none.json"), "--pull", "7", "--dry-run");
    expect(exitCode).toBe(2);
    expect(err).toMatch(/is not taken: it is no review of this version \(at version\)/);
  });

  it("writes comment and check at GitHub", async () => {
    const sandbox = await startSandbox({ folder: at("sandbox"), seed });
    try {
      const repo = { owner: seed.organization, repo: "release-operations" };
      const [ada, bruno] = [client(sandbox, "ada-brandt"), client(sandbox, "bruno-costa")];
      await ada.repos.createInOrg({ org: repo.owner, name: repo.repo, auto_init: true });
      const main_ = (await ada.git.getRef({ ...repo, ref: "heads/main" })).data.object.sha;
      await bruno.git.createRef({ ...repo, ref: "refs/heads/work", sha: main_ });
      const { data } = await bruno.repos.createOrUpdateFileContents({
        ...repo,
        branch: "work",
        path: "a",
        message: "a",
        content: "YQ==",
      });
      const { data: pull } = await bruno.pulls.create({ ...repo, title: "a", head: "work", base: "main" });
      await review(at("same"), "--out", at("sent.json"));
      const sent = readFileSync(at("sent.json"), "utf8").replaceAll(commits.head, data.commit.sha ?? "");
      writeFileSync(at("sent.json"), sent);
      vi.stubEnv("GITHUB_TOKEN", sandbox.tokens.github["pulumi"]?.token ?? "");
      vi.stubEnv("GITHUB_REPOSITORY", "");
      const comment = () =>
        run(
          "pr",
          "comment",
          "--review",
          at("sent.json"),
          "--pull",
          String(pull.number),
          "--endpoint",
          sandbox.urls.github,
        );
      const refused = await comment();
      expect([
        refused.exitCode,
        refused.err.includes(`counts only from app ${String(model.organization.githubApp.id)}`),
      ]).toEqual([2, true]);
      expect((await ada.issues.listComments({ ...repo, issue_number: pull.number })).data).toEqual([]);
      await fetch(`${sandbox.control}/__sandbox/github/apps`, {
        method: "PUT",
        headers: { authorization: `Bearer ${sandbox.adminToken}` },
        body: JSON.stringify({ pulumi: { ...model.organization.githubApp, slug: "launchgate", name: "Launchgate" } }),
      });
      const told = await comment();
      expect(told.out).toContain("The comment was written: https://");
      expect((await ada.issues.listComments({ ...repo, issue_number: pull.number })).data).toHaveLength(1);
      const { data: checks } = await ada.checks.listForRef({ ...repo, ref: "work" });
      expect(checks.check_runs.map(({ conclusion }) => conclusion)).toEqual(["success", "cancelled"]);
      expect(checks.check_runs[0]).toMatchObject({ name: "release-review", app: { slug: "launchgate" } });
    } finally {
      await sandbox.close();
    }
  });
});
