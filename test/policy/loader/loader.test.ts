/** The pack in the SDK's own loader, asked over the engine's protocol (P7). */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import path from "node:path";
import type { JudgedResource } from "@launchgate/core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ruleInfos } from "../../../policy/pack.ts";
import { repositoryRoot } from "../../helpers/repository.ts";
import { captured } from "../captured.ts";
import { StackEdit, UNKNOWN } from "../stack-edit.ts";
import { Analyzer, type Diagnostic } from "./analyzer.ts";

const gate = "web-prod-gate-environment";
const plan = "release-plan";

/** Asks as the engine does: each resource in the order of registration, the plan first, then the stack with outputs. */
async function run(
  analyzer: Analyzer,
  resources: readonly JudgedResource[],
): Promise<{ each: Diagnostic[]; stack: readonly Diagnostic[] }> {
  const each: Diagnostic[] = [];
  for (const resource of resources) each.push(...(await analyzer.analyze(resource)));
  // Components have no outputs: the plan must be known from its registration.
  const stack = await analyzer.analyzeStack(resources, ({ type, inputs }) =>
    type.startsWith("launchgate:") ? {} : inputs,
  );
  return { each, stack };
}

const short = ({ policy, level, message }: Diagnostic): string =>
  `${level} ${policy}: ${message.split("\n").at(-1) ?? ""}`;

describe("the source pack", () => {
  let analyzer: Analyzer;
  let prod: readonly JudgedResource[];
  beforeAll(async () => {
    prod = await captured("prod");
    analyzer = await Analyzer.start(path.join(repositoryRoot, "policy"), { PULUMI_DRY_RUN: "true" });
  }, 120_000);
  afterAll(() => analyzer.stop());

  it("has a policy for each rule, and two of its own", async () => {
    expect(await analyzer.policies()).toEqual([
      "release-rules",
      ...ruleInfos.map(({ id }) => id),
      "release-rules-waivers",
    ]);
  });

  it("finds nothing in the reference organisation", async () => {
    const { each, stack } = await run(analyzer, prod);
    expect(each.map(short)).toEqual([]);
    expect(stack.filter(({ level }) => level === "mandatory").map(short)).toEqual([]);
  });

  it("tells a violation of one resource before it is written, and once", async () => {
    const edit = new StackEdit(prod).set(gate, "preventSelfReview", false);
    const { each, stack } = await run(analyzer, edit.resources);
    expect(each.map(({ policy, level }) => [policy, level])).toEqual([
      ["github-environment-forbid-self-review", "mandatory"],
    ]);
    expect(stack.map(({ policy }) => policy)).not.toContain("github-environment-forbid-self-review");
  });

  it("tells what is missing once the stack is known", async () => {
    const edit = new StackEdit(prod).remove("web-prod-pager-service", "web-prod-pager-tickets");
    const { each, stack } = await run(analyzer, edit.resources);
    expect(each).toEqual([]);
    expect(stack.filter(({ level }) => level === "mandatory").map(({ policy }) => policy)).toEqual([
      "across-service-require-pager",
    ]);
  });

  it("cannot judge an unknown yet, and says so as advice", async () => {
    const edit = new StackEdit(prod).set(gate, "canAdminsBypass", UNKNOWN);
    const { each, stack } = await run(analyzer, edit.resources);
    expect(each).toEqual([]);
    const told = stack.filter(({ message }) =>
      message.includes("github-environment-forbid-admin-bypass: cannot judge yet"),
    );
    expect(told.map(({ policy, level }) => [policy, level])).toEqual([["release-rules", "advisory"]]);
  });

  it("excuses by waiver, and says by which", async () => {
    const edit = new StackEdit(prod).set(gate, "preventSelfReview", false).set(plan, "waivers.one", {
      rule: "github-environment-forbid-self-review",
      stack: "prod",
      resource: gate,
      owner: "ada-brandt",
      reason: "A test of how waivers excuse one resource.",
      link: "https://example.com/issues/1",
      granted: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
      expires: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      timeZone: "UTC",
    });
    const { each, stack } = await run(analyzer, edit.resources);
    expect(each).toEqual([]);
    expect(stack.filter(({ level }) => level === "mandatory")).toEqual([]);
    expect(stack.map(short).join("\n")).toContain('[waiver "one" of ada-brandt');
  });

  it("blocks a stack without a plan by every rule that reads it", async () => {
    const edit = new StackEdit(prod).remove(plan);
    const { stack } = await run(analyzer, edit.resources);
    const wanted = ruleInfos
      .filter(({ readsPlan, levels }) => readsPlan && levels.production === "mandatory")
      .map(({ id }) => id);
    const mandatory = stack.filter(({ level }) => level === "mandatory").map(({ policy }) => policy);
    expect(mandatory).toEqual(expect.arrayContaining(wanted));
  });
});

describe("the bundle, for programs that are not ours", () => {
  const folder = path.join(repositoryRoot, ".launchgate", "test-release-rules");
  let analyzer: Analyzer;
  beforeAll(async () => {
    execFileSync(process.execPath, ["scripts/bundle-policy.ts", folder], { cwd: repositoryRoot });
    analyzer = await Analyzer.start(folder, { PULUMI_DRY_RUN: "true" });
  }, 120_000);
  afterAll(async () => {
    await analyzer.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const environment = (environment: string): JudgedResource => ({
    urn: `urn:pulumi:live::theirs::github:index/repositoryEnvironment:RepositoryEnvironment::${environment}`,
    type: "github:index/repositoryEnvironment:RepositoryEnvironment",
    name: environment,
    inputs: { environment, repository: "shop" },
    protect: false,
    ignoreChanges: [],
    dependencies: [],
  });

  it("judges their resources by vendor rules, and asks for no plan", async () => {
    const { each, stack } = await run(analyzer, [environment("production"), environment("test")]);
    expect([...new Set(each.map(({ urn }) => urn))]).toEqual([environment("production").urn]);
    expect(
      each
        .filter(({ level }) => level === "mandatory")
        .map(({ policy }) => policy)
        .sort(),
    ).toEqual([
      "github-environment-forbid-admin-bypass",
      "github-environment-forbid-self-review",
      "github-environment-require-approvers",
    ]);
    expect(stack.filter(({ level }) => level === "mandatory").map(({ policy }) => policy)).toEqual([
      "github-environment-require-branch-policy",
    ]);
  });

  it("takes settings", async () => {
    await analyzer.configure("release-rules", { productionEnvironments: "^live$" });
    const { each } = await run(analyzer, [environment("production")]);
    expect(each).toEqual([]);
    await analyzer.configure("release-rules", {});
  });
});
