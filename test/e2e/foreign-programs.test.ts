/** The rules as one bundled file, on programs of people who never heard of Launchgate, in the real engine (issue 8). */
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ruleInfos } from "../../policy/pack.ts";
import { inRepository, repositoryRoot } from "../helpers/repository.ts";
import { datadogStopped, datadogTold, githubStopped, githubTold } from "../policy/foreign/expected-findings.ts";
import { ForeignWorld, type ForeignPreview } from "../policy/foreign/foreign-world.ts";
import { engineAbsent } from "./helpers/engine-world.ts";

const absent = engineAbsent();
const bundle = inRepository(".launchgate/test-foreign-rules");
let world: ForeignWorld;
beforeAll(async () => {
  if (absent !== undefined) return;
  execFileSync(process.execPath, ["scripts/bundle-policy.ts", bundle], { cwd: repositoryRoot });
  world = await ForeignWorld.open();
});
afterAll(async () => {
  if (absent !== undefined) return;
  await world.close();
  rmSync(bundle, { recursive: true, force: true });
});

/** Findings of one level, as `rule resource`. */
function ofLevel({ findings }: ForeignPreview, level: string): string[] {
  return findings.filter((each) => each.startsWith(`${level} `)).map((each) => each.slice(level.length + 1));
}

/** No rule that reads a plan has judged, and nobody is sent to a model or a component that they do not have. */
function expectForeign({ findings, passed, messages }: ForeignPreview): void {
  const readers = ruleInfos.filter(({ readsPlan }) => readsPlan).map(({ id }) => id);
  expect(readers.length).toBeGreaterThan(20);
  expect(readers.filter((id) => passed.includes(id) || findings.some((each) => each.includes(` ${id} `)))).toEqual([]);
  expect(messages.filter((text) => /stages\.|services\.|components?\/|Launchgate/.test(text))).toEqual([]);
}

test("a GitHub organisation: what is open is stopped, what is closed is left alone", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const found = await world.preview("github", bundle);
  expect(found.creates, found.output).toBe(17);
  expect(found.passes).toBe(false);
  expectForeign(found);
  expect(ofLevel(found, "mandatory")).toEqual(githubStopped);
  expect(ofLevel(found, "undecided")).toEqual(["github-environment-require-approvers storefront-live"]);
  expect(ofLevel(found, "advisory")).toEqual(githubTold);
  expect(found.messages.join("\n")).not.toContain("correct-horse");
});

test("a Datadog estate: what nobody would hear is stopped, what is well kept is left alone", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const found = await world.preview("datadog", bundle);
  expect(found.creates, found.output).toBe(8);
  expectForeign(found);
  expect(ofLevel(found, "mandatory")).toEqual(datadogStopped);
  expect(ofLevel(found, "undecided")).toEqual([]);
  expect(ofLevel(found, "advisory")).toEqual(datadogTold);
  expect(found.messages.join("\n")).not.toContain("correct-horse");
});

test("a JSON file changes thresholds and levels; the rest keeps its defaults", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const found = await world.preview("github", bundle, {
    "release-rules": { productionEnvironments: "^live$", minimumReviews: 3, minimumWaitMinutes: 15 },
    "github-branch-require-signatures": "advisory",
    "github-actions-limit-allowed": "disabled",
  });
  expect(found.creates, found.output).toBe(17);
  const [mandatory, advisory] = [ofLevel(found, "mandatory"), ofLevel(found, "advisory")];
  expect(mandatory.filter((each) => each.endsWith("billing-production"))).toEqual([]);
  expect(advisory).not.toContain("github-environment-protect-production billing-production");
  expect(mandatory.filter((each) => each.startsWith("github-branch-require-reviews"))).toEqual([
    "github-branch-require-reviews billing-main",
    "github-branch-require-reviews storefront-main",
  ]);
  expect(found.messages.join("\n")).toContain('"Live" waits 10 minutes, 15 are needed');
  expect(advisory.filter((each) => each.startsWith("github-branch-require-signatures"))).toHaveLength(2);
  expect(found.findings.filter((each) => each.includes("github-actions-limit-allowed"))).toEqual([]);
  expect(mandatory).toContain("github-actions-limit-token billing-token");
});

test("a setting of the wrong kind is refused by name, before anything is judged", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  const found = await world.preview("github", bundle, { "release-rules": { minimumReviews: "three" } });
  expect(found.passes).toBe(false);
  expect(found.findings).toEqual([]);
  expect(found.output).toContain("release-rules: minimumReviews: Invalid type. Expected: integer, given: string");
});
