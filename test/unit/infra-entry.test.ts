import { readFileSync } from "node:fs";
import { neededSettings, resolveModel, selectStack, valueOrThrow } from "@launchgate/core";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { captureProgram } from "../../packages/cli/src/offline/capture.ts";
import entry from "../../infra/index.ts";
import { model as written } from "../../stacks/index.ts";

const at = new Date("2026-11-21T10:00:00Z");
const settings = (stack: string, leaveOut: readonly string[] = []): Record<string, string> => {
  const model = selectStack(valueOrThrow(resolveModel(written, { at })), stack);
  const given = neededSettings(model).filter(({ key, fallback }) => fallback === undefined && !leaveOut.includes(key));
  return Object.fromEntries(given.map(({ key }) => [`launchgate:${key}`, `value of ${key}`]));
};
const run = (stack: string, config: Record<string, string>) =>
  captureProgram({ project: "launchgate", stack, config, secretKeys: [], program: entry });

describe("infra/index.ts, the entry of the pulumi CLI (P1)", () => {
  beforeEach(() => {
    vi.setSystemTime(at);
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it("makes the stack that the CLI chose and returns its outputs", async () => {
    const { resources, outputs } = await run("shared", settings("shared"));
    expect(
      resources
        .filter(({ type }) => type === "github:index/repository:Repository")
        .map(({ inputs }) => inputs["name"])
        .sort(),
    ).toEqual(["bridge-api", "release-operations", "web"]);
    expect(Object.keys(outputs)).toContain("escalationPolicyIds");
  });

  it("lists every missing setting with the command that sets it, and shows no stack of calls", async () => {
    const failure = await run("shared", settings("shared", ["githubToken", "pagerDutySubdomain"])).catch(
      (error: unknown) => error as Error,
    );
    expect(failure).toMatchObject({ name: "Error", __pulumiRunError: true });
    expect((failure as Error).message).toBe(
      [
        "Pulumi.shared.yaml lacks 2 settings that the stack reads.",
        "Set them:",
        "  pulumi config set --stack shared launchgate:pagerDutySubdomain   # PagerDuty subdomain",
        "  pulumi config set --stack shared --secret launchgate:githubToken   # GitHub token of the pipeline",
      ].join("\n"),
    );
  });

  it("names the nearest stack for an unknown one", async () => {
    await expect(run("prd", {})).rejects.toThrow('There is no stack "prd".\nDid you mean "prod"?');
  });

  it("is under forty lines", () => {
    expect(readFileSync("infra/index.ts", "utf8").split("\n").length).toBeLessThan(40);
  });
});
