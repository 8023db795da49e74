import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { changedFiles, pathList, stackSources } from "../../../../packages/cli/src/pull-request/git/read-git.ts";
import { findingPlaces } from "../../../../packages/cli/src/pull-request/places/finding-places.ts";
import { ModelSource } from "../../../../packages/cli/src/pull-request/places/model-source.ts";
import { ruleInfos } from "../../../../policy/pack.ts";
import { inRepository } from "../../../helpers/repository.ts";

const folder = mkdtempSync(path.join(tmpdir(), "launchgate-places-"));
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const own = new Map(
  readdirSync(inRepository("stacks")).map((file) => [
    `stacks/${file}`,
    readFileSync(inRepository("stacks", file), "utf8"),
  ]),
);
const placeOf = findingPlaces(new ModelSource(own));
/** The line that was found, as it is written. */
const written = (stack: string, rule: string, resource: string): string => {
  const place = placeOf(stack, rule, resource);
  return place === null ? "none" : `${place.path}: ${own.get(place.path)?.split("\n")[place.line - 1]?.trim() ?? ""}`;
};

describe("the line of stacks/ that causes a finding (issue 9, point 3)", () => {
  it.each([
    [
      "prod",
      "github-environment-forbid-self-review",
      "web-prod-gate-environment",
      /^stacks\/prod\.ts: approval: .*preventSelfReview/,
    ],
    ["prod", "neon-project-require-history", "web-prod-database-project-project", /^stacks\/prod\.ts: restoreWindow:/],
    [
      "staging",
      "neon-compute-limit-size",
      "web-staging-database-main-endpoint",
      /^stacks\/staging\.ts: maxComputeUnits:/,
    ],
    [
      "shared",
      "pagerduty-schedule-forbid-lone",
      "on-call-platform-primary-schedule",
      /^stacks\/on-call\.ts: "platform-primary": \{/,
    ],
    [
      "shared",
      "pagerduty-person-require-contacts",
      "on-call-person-ada-brandt",
      /^stacks\/organization\.ts: "ada-brandt": example\(/,
    ],
    [
      "shared",
      "github-branch-require-reviews",
      "organization-repository-bridge-api-branch-guard-ruleset",
      /^stacks\/services\.ts: repository: \{/,
    ],
    ["prod", "plan-ramp-require-dark-start", "stack", /^stacks\/release\.ts: ramp: \[/],
    ["prod", "across-service-require-smoke", "bridge-api-prod", /^stacks\/services\.ts: smoke: /],
    [
      "staging",
      "vercel-firewall-require-limit",
      "web-staging-project-firewall-config",
      /^stacks\/staging\.ts: export const stagingStage/,
    ],
  ])("%s %s of %s", (stack, rule, resource, line) => {
    expect(written(stack, rule, resource)).toMatch(line);
  });

  it("has a line for every rule of the pack", () => {
    const without = ruleInfos.filter(({ id }) => placeOf("prod", id, "web-prod-x") === null).map(({ id }) => id);
    expect(without).toEqual([]);
  });

  it("has none where there is no model, where names go in circles, and for what is no data", () => {
    const place = (text: string) =>
      findingPlaces(new ModelSource(new Map([["stacks/index.ts", text]])))("prod", "plan-ramp-x", "x");
    expect(findingPlaces(new ModelSource(new Map()))("prod", "plan-ramp-x", "x")).toBeNull();
    expect(place("export const model = model;")).toBeNull();
    expect(place("const a = b; const b = a; export const model = { release: a };")).toBeNull();
    expect(place('import { model } from "./index.ts"; export { model };')).toBeNull();
    expect(place("export const model = { release: { ramp: [] } };")).toEqual({ path: "stacks/index.ts", line: 1 });
  });

  it("goes through spreads, helpers and wrappers", () => {
    const text =
      'const base = { ramp: 1 };\nconst all = {\n  ...base,\n} as const;\nexport const model = { release: fill("x", all) } satisfies object;';
    expect(findingPlaces(new ModelSource(new Map([["stacks/index.ts", text]])))("prod", "plan-ramp-x", "x")).toEqual({
      path: "stacks/index.ts",
      line: 1,
    });
  });
});

/** A repository of its own. */
function repository(): { readonly root: string; readonly commit: (message: string) => string } {
  const root = mkdtempSync(path.join(folder, "git-"));
  const git = (...args: string[]): string => {
    const identity = ["-c", "user.name=Test", "-c", "user.email=test@example.com", "-c", "commit.gpgsign=false"];
    return execFileSync("git", ["-C", root, ...identity, ...args], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();
  };
  git("init", "-q");
  return {
    root,
    commit: (message) => {
      git("add", "-A");
      git("commit", "-q", "--allow-empty", "-m", message);
      return git("rev-parse", "HEAD");
    },
  };
}

describe("what Git tells of a change, without running it (P7)", () => {
  it("names every touched file, both names of one that was moved, and names that need quotes", async () => {
    const { root, commit } = repository();
    mkdirSync(path.join(root, "policy"));
    writeFileSync(path.join(root, "policy/old.ts"), "export const rule = 1;\n".repeat(20));
    const base = commit("base");
    renameSync(path.join(root, "policy/old.ts"), path.join(root, "harmless.ts"));
    writeFileSync(path.join(root, 'policy/ä "x".ts'), "1");
    const head = commit("head");
    expect(new Set(await changedFiles(root, base, head))).toEqual(
      new Set(["harmless.ts", "policy/old.ts", 'policy/ä "x".ts']),
    );
    expect(await changedFiles(root, base, base)).toEqual([]);
    expect(await changedFiles(root, base, "f".repeat(40))).toBeUndefined();
  });

  it("reads the sources of a commit that is not checked out", async () => {
    const { root, commit } = repository();
    mkdirSync(path.join(root, "stacks"));
    writeFileSync(path.join(root, "stacks/index.ts"), "one");
    const first = commit("first");
    writeFileSync(path.join(root, "stacks/index.ts"), "two");
    commit("second");
    expect(await stackSources(root, first)).toEqual(new Map([["stacks/index.ts", "one"]]));
    expect(await stackSources(root, "f".repeat(40))).toEqual(new Map());
  });

  it("reads a list of paths in either form", () => {
    expect(pathList('a b\n"policy/\\303\\244\\t\\"x.ts"\r\n\n')).toEqual(["a b", 'policy/ä\t"x.ts']);
    expect(pathList('a\nb\0"c"\0')).toEqual(["a\nb", '"c"']);
  });
});
