import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import { main } from "../../../../packages/cli/src/main.ts";
import { earlierRecord, recordArtifact } from "../../../../packages/cli/src/pipelines/earlier-record.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { fixedInstant } from "../../../helpers/stack-plans.ts";
import { repositoryRoot } from "../../../helpers/repository.ts";
import { Service } from "../smoke/service.ts";

const run = 77;
const artifact = (attempt: number, more: object = {}) => ({
  name: recordArtifact("prod", attempt),
  expired: false,
  workflow_run: { id: run },
  ...more,
});
const open: Service[] = [];
const folder = mkdtempSync(path.join(tmpdir(), "launchgate-record-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await Promise.all(open.splice(0).map((each) => each.stop()));
});

/** A GitHub that has these artifacts and, as the real one, tells those of the name that is asked for. */
async function gitHubWith(artifacts: readonly { readonly name: string }[]): Promise<Service> {
  const api = await Service.start(({ url = "" }, response) => {
    const name = new URL(url, "http://localhost").searchParams.get("name");
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ artifacts: artifacts.filter((each) => each.name === name) }));
  });
  open.push(api);
  return api;
}

async function asked(attempt: number, artifacts: readonly { readonly name: string }[]) {
  const api = await gitHubWith(artifacts);
  const github = await openGitHub({ token: "t", organization: "motion-mavericks", baseUrl: api.url });
  return earlierRecord({ github, repo: "release-operations" }, { stack: "prod", run, attempt });
}

describe("what an earlier attempt did (P9)", () => {
  it("is the newest that one left, also where the one before had nothing to leave", async () => {
    expect(await asked(3, [artifact(1), artifact(2)])).toEqual({ attempt: 2, artifact: "launchgate-deploy-prod-2" });
    expect(await asked(3, [artifact(1)])).toEqual({ attempt: 1, artifact: "launchgate-deploy-prod-1" });
  });

  it.each([
    ["of this attempt itself", [artifact(2)]],
    ["of another run", [artifact(1, { workflow_run: { id: run + 1 } })]],
    ["of no run", [artifact(1, { workflow_run: null })]],
    ["of a time that is over", [artifact(1, { expired: true })]],
    ["of another stack", [artifact(1, { name: recordArtifact("staging", 1) })]],
    ["of nobody", []],
  ])("is none %s", async (_what, artifacts) => {
    expect(await asked(2, artifacts)).toBeUndefined();
  });

  it("is none in the first attempt", async () => {
    expect(await asked(1, [artifact(1)])).toBeUndefined();
  });
});

describe("launchgate pipelines record", () => {
  async function told(env: Readonly<Record<string, string>>, artifacts: readonly { readonly name: string }[]) {
    const output = path.join(folder, "outputs");
    writeFileSync(output, "");
    const api = await gitHubWith(artifacts);
    const common = { GITHUB_TOKEN: "t", GITHUB_API_URL: api.url, GITHUB_OUTPUT: output };
    const here = { GITHUB_REPOSITORY: "motion-mavericks/release-operations", ...common, ...env };
    for (const [name, value] of Object.entries(here)) vi.stubEnv(name, value);
    const said = { text: "" };
    const say = (text: string): void => void (said.text += text);
    const exitCode = await main(["pipelines", "record", "--stack", "prod"], {
      ...{ cwd: repositoryRoot, columns: 100, colour: false, liveProgress: false },
      ...{ now: () => fixedInstant, out: say, err: say },
    });
    return { exitCode, text: said.text, outputs: readFileSync(output, "utf8") };
  }

  it("hands the name of the artifact on, and an empty one where there is none", async () => {
    const second = { GITHUB_RUN_ID: String(run), GITHUB_RUN_ATTEMPT: "2" };
    expect(await told(second, [artifact(1)])).toMatchObject({
      exitCode: 0,
      outputs: "artifact=launchgate-deploy-prod-1\n",
    });
    const none = await told(second, []);
    expect(none).toMatchObject({ exitCode: 0, outputs: "artifact=\n" });
    expect(none.text).toContain('No earlier attempt of run 77 began to deploy "prod".');
  });

  it.each([
    [{ GITHUB_RUN_ID: "", GITHUB_RUN_ATTEMPT: "2" }, "GITHUB_RUN_ID is not set"],
    [{ GITHUB_RUN_ID: "77", GITHUB_RUN_ATTEMPT: "" }, "GITHUB_RUN_ATTEMPT is not set"],
  ])("does nothing without knowing its run: %o", async (env, text) => {
    const refused = await told(env, []);
    expect(refused).toMatchObject({ outputs: "" });
    expect(refused.exitCode).not.toBe(0);
    expect(refused.text).toContain(text);
  });
});
