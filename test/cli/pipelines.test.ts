import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { launchgate, type CommandResult } from "../helpers/launchgate.ts";
import { inRepository } from "../helpers/repository.ts";
import { Service } from "../unit/cli/smoke/service.ts";
import { VendorWorld } from "../unit/cli/vendors/vendor-world.ts";

const at = ["--at", "2026-11-21T10:00:00Z"];
const owner = "motion-mavericks";
const folder = mkdtempSync(path.join(tmpdir(), "launchgate-pipelines-"));
let world: VendorWorld;

beforeAll(async () => {
  world = await VendorWorld.open();
  for (const name of ["web", "release-operations"])
    await world.send("github", `POST /orgs/${owner}/repos`, { name, auto_init: true });
});
afterAll(async () => {
  await world.close();
  rmSync(folder, { recursive: true });
});

/** A command with the sandbox as GitHub, as a job of GitHub Actions runs it. */
function inJob(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<CommandResult> {
  const { token, baseUrl = "" } = world.connections.github;
  const job = { GITHUB_TOKEN: token, GITHUB_API_URL: baseUrl, GITHUB_REPOSITORY: `${owner}/release-operations` };
  return launchgate(words, { env: { ...job, GITHUB_OUTPUT: undefined, GITHUB_ENV: undefined, ...env } });
}

describe("launchgate pipelines generate (P2)", () => {
  it("writes the files of every repository, those of this one as they stand in it, and says what must be set", async () => {
    const out = path.join(folder, "all");
    const { exitCode, stdout } = await launchgate(["pipelines", "generate", "--out", out, "--json", ...at]);
    expect(exitCode).toBe(0);
    const { files, settings } = JSON.parse(stdout) as { files: string[]; settings: object[] };
    expect(files.length).toBeGreaterThan(20);
    expect(settings.length).toBeGreaterThan(20);
    for (const file of [".github/workflows/verdict.yml", ".github/CODEOWNERS", ".github/pull_request_template.md"])
      expect(readFileSync(path.join(out, "rules", file), "utf8")).toBe(readFileSync(inRepository(file), "utf8"));
    expect(parse(readFileSync(path.join(out, "web/.github/workflows/release.yml"), "utf8"))).toMatchObject({
      name: "release",
    });
  });

  it("writes one service, and refuses one that is not there", async () => {
    const out = path.join(folder, "one");
    expect((await launchgate(["pipelines", "generate", "--service", "web", "--out", out, ...at])).stdout).toContain(
      "web/.github/workflows/release.yml",
    );
    expect(existsSync(path.join(out, "bridge-api"))).toBe(false);
    const unknown = await launchgate(["pipelines", "generate", "--service", "wbe", "--out", out, ...at]);
    expect(unknown).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('"web"') as string });
  });
});

describe("launchgate pipelines deliver (P2, P9)", () => {
  it("opens one pull request, and leaves it alone the second time", async () => {
    const first = await inJob(["pipelines", "deliver", "--service", "web", ...at]);
    expect(first).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("Pull request 1 opened") as string });
    const again = await inJob(["pipelines", "deliver", "--service", "web", "--json", ...at]);
    expect(JSON.parse(again.stdout)).toMatchObject({ repository: "web", pull: { number: 1, done: "unchanged" } });
  });

  it("says which token it needs", async () => {
    const { exitCode, stderr } = await inJob(["pipelines", "deliver", "--service", "web", ...at], { GITHUB_TOKEN: "" });
    expect({ exitCode, stderr }).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining("GITHUB_TOKEN") as string,
    });
  });
});

describe("launchgate pr check (R4), pipelines pull and escalate", () => {
  it("blocks a text that is not the template's, and never passes on ticks alone", async () => {
    const head = await branch("texts");
    const template = readFileSync(inRepository(".github/pull_request_template.md"), "utf8");
    const ticked = template
      .replace("- [ ] `patch`", "- [x] `patch`")
      .replaceAll(/- \[ \] (`(?:backup|preflight-qa|security-review|staging-smoke|sign-offs)`)/g, "- [x] $1");
    const { number } = await pull("texts", "Mends it.");
    const check = (): Promise<CommandResult> => inJob(["pr", "check", "--pull", String(number), ...at]);
    expect(await check()).toMatchObject({
      exitCode: 4,
      stdout: expect.stringContaining("not that of the template") as string,
    });
    await world.send("github", `PATCH /repos/${owner}/release-operations/pulls/${String(number)}`, { body: ticked });
    const right = await check();
    expect(right.exitCode).toBe(5);
    expect(right.stdout).toContain("no evidence yet");
    expect(right.stdout).toContain("Undecided: every box is right, and no item has evidence yet.");
    expect((await checksOf(head)).filter(({ name }) => name === "release-checklist")).toEqual([]);
    const written = await inJob(["pr", "check", "--pull", String(number), "--write-check", ...at]);
    expect(written).toMatchObject({ exitCode: 0, stdout: expect.stringContaining("no evidence yet") as string });
    expect(await checksOf(head)).toMatchObject([
      { name: "release-checklist", conclusion: "neutral", output: { title: "No evidence yet" } },
    ]);

    const outputs = path.join(folder, "outputs");
    writeFileSync(outputs, "");
    const changed = path.join(folder, "changed.paths");
    const words = ["pipelines", "pull", "--commit", head, "--head", `${owner}:texts`, "--changed", changed, ...at];
    expect((await inJob(words, { GITHUB_OUTPUT: outputs })).exitCode).toBe(0);
    expect(readFileSync(outputs, "utf8")).toBe(`number=${String(number)}\n`);
    expect(readFileSync(changed, "utf8")).toBe("texts.md");
    const other = ["pipelines", "pull", "--commit", "0".repeat(40), "--pull", String(number), ...at];
    expect((await inJob(other, { GITHUB_OUTPUT: outputs })).stdout).toContain("a newer push is judged by its own run");
    expect(readFileSync(outputs, "utf8")).toBe(`number=${String(number)}\nnumber=\n`);
  });

  it("calls a person by an issue, and says what a page lacks", async () => {
    const run = "https://github.com/motion-mavericks/release-operations/actions/runs/1";
    const words = ["pipelines", "escalate", "--subject", "deploy-prod", "--title", "It failed", "--run", run, ...at];
    expect(await inJob(words)).toMatchObject({
      exitCode: 0,
      stdout: expect.stringContaining("Issue opened") as string,
    });
    const paged = await inJob([...words, "--page"], { PAGERDUTY_ROUTING_KEY: "" });
    expect(paged).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("PAGERDUTY_ROUTING_KEY") as string });
  });
});

describe("launchgate pipelines sign-in (S3)", () => {
  it("hands access to the job's later steps, hidden in its logs, and prints none of it", async () => {
    const sts = await Service.start(({ url = "" }, response) => {
      const Credentials = { AccessKeyId: "KEY-ID", SecretAccessKey: "SECRET-KEY", SessionToken: "SESSION" };
      const result = { AssumeRoleWithWebIdentityResponse: { AssumeRoleWithWebIdentityResult: { Credentials } } };
      response.end(JSON.stringify(url.startsWith("/id") ? { value: "token" } : result));
    });
    const environment = path.join(folder, "environment");
    writeFileSync(environment, "");
    const role = "arn:aws:iam::123456789012:role/launchgate-prod";
    const { exitCode, stdout, stderr } = await inJob(
      ["pipelines", "sign-in", "--role", role, "--region", "eu-central-1"],
      {
        GITHUB_ENV: environment,
        ACTIONS_ID_TOKEN_REQUEST_URL: `${sts.url}/id?x=1`,
        ACTIONS_ID_TOKEN_REQUEST_TOKEN: "request",
        AWS_ENDPOINT_URL_STS: sts.url,
      },
    );
    await sts.stop();
    expect({ exitCode, stdout }).toEqual({
      exitCode: 0,
      stdout: `Later steps of this job have the role ${role} for an hour.\n`,
    });
    expect(stderr.split("\n").filter((line) => /KEY-ID|SECRET-KEY|SESSION/.test(line))).toEqual([
      "::add-mask::KEY-ID",
      "::add-mask::SECRET-KEY",
      "::add-mask::SESSION",
    ]);
    expect(readFileSync(environment, "utf8")).toBe(
      "AWS_REGION=eu-central-1\nAWS_ACCESS_KEY_ID=KEY-ID\nAWS_SECRET_ACCESS_KEY=SECRET-KEY\nAWS_SESSION_TOKEN=SESSION\n",
    );
  });

  it("is refused outside a job before anything is asked, and for what is no role", async () => {
    const good = ["--role", "arn:aws:iam::123456789012:role/x", "--region", "eu-central-1"];
    expect((await inJob(["pipelines", "sign-in", ...good])).stderr).toContain("GITHUB_ENV is not set");
    expect((await inJob(["pipelines", "sign-in", "--role", "admin", "--region", "x"])).exitCode).toBe(2);
  });
});

/** A branch of the rules with one file; returns its commit. */
async function branch(name: string): Promise<string> {
  const base = `/repos/${owner}/release-operations`;
  const { object } = await world.send<{ object: { sha: string } }>("github", `GET ${base}/git/ref/heads/main`);
  await world.send("github", `POST ${base}/git/refs`, { ref: `refs/heads/${name}`, sha: object.sha });
  const content = Buffer.from(name).toString("base64");
  const written = { message: `Write ${name}`, content, branch: name };
  return (await world.send<{ commit: { sha: string } }>("github", `PUT ${base}/contents/${name}.md`, written)).commit
    .sha;
}

interface Check {
  readonly name: string;
  readonly conclusion: string | null;
  readonly output: object;
}

async function checksOf(sha: string): Promise<readonly Check[]> {
  const line = `GET /repos/${owner}/release-operations/commits/${sha}/check-runs`;
  return (await world.send<{ check_runs: readonly Check[] }>("github", line)).check_runs;
}

function pull(head: string, body: string): Promise<{ number: number }> {
  return world.send("github", `POST /repos/${owner}/release-operations/pulls`, {
    title: head,
    head,
    base: "main",
    body,
  });
}
