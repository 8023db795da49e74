import { beforeAll, describe, expect, it } from "vitest";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";

const type = "vercel:index/project:Project";
const handle = withSandbox();
let engine: PracticeEngine;

beforeAll(() => {
  engine = new PracticeEngine(handle.sandbox, "vercel");
});

describe("projects", () => {
  it.each([
    [{ name: "Web" }, "name"],
    [{ name: "a".repeat(53) }, "name"],
    [{ nodeVersion: "16.x" }, "nodeVersion"],
    [{ skewProtection: "2 days" }, "skewProtection"],
    [{ buildMachineType: "huge" }, "buildMachineType"],
    [{ gitRepository: { type: "svn", repo: "a/b" } }, "gitRepository.type"],
    [{ gitRepository: { type: "github", repo: "a/b", deployHooks: [] } }, "gitRepository.deployHooks"],
    [{ vercelAuthentication: { deploymentType: "standard" } }, "vercelAuthentication.deploymentType"],
    [{ passwordProtection: { deploymentType: "all_deployments" } }, "passwordProtection.password"],
    [{ resourceConfig: { functionDefaultTimeout: 901 } }, "resourceConfig.functionDefaultTimeout"],
    [{ oidcTokenConfig: { issuerMode: "mine" } }, "oidcTokenConfig.issuerMode"],
    [{ previewComments: true, enablePreviewFeedback: true }, "previewComments"],
    [{ environments: [] }, "environments"],
    [{ serverlessFunctionRegion: "iad1" }, "serverlessFunctionRegion"],
  ])("refuse %j before any request", (wrong, property) => {
    const { failures } = engine.check(type, "odd", { name: "odd", ...wrong });
    expect(failures.map((each) => each.property)).toContain(property);
  });

  it("fail where the name is taken, and nothing is made twice", async () => {
    await engine.up(type, "one", { name: "taken" });
    await expect(engine.up(type, "two", { name: "taken" })).rejects.toThrow("409");
    await engine.down("one");
  });

  it("show what was changed elsewhere, and are gone when they were removed elsewhere", async () => {
    const { urls, tokens } = handle.sandbox;
    await engine.up(type, "drifting", { name: "drifting", skewProtection: "1 day" });
    const { id } = engine.recorded("drifting");
    const headers = {
      authorization: `Bearer ${tokens.vercel["pulumi"]?.token ?? ""}`,
      "content-type": "application/json",
    };
    const body = JSON.stringify({ skewProtectionMaxAge: 0, buildCommand: "make", passwordProtection: null });
    await fetch(`${urls.vercel}/v9/projects/${id}`, { method: "PATCH", headers, body });
    expect(await engine.refresh("drifting")).toEqual(["buildCommand", "skewProtection"]);
    await fetch(`${urls.vercel}/v9/projects/${id}`, { method: "DELETE", headers });
    expect(await engine.refresh("drifting")).toBe("gone");
  });
});
