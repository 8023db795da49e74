/** Branch protection of the older kind is read as a ruleset is, and both are added up (P6, S1). */
import { describe, expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { forbidBypass } from "../../../policy/rules/github/forbid-bypass.ts";
import { forbidForcePush } from "../../../policy/rules/github/forbid-force-push.ts";
import { forbidStaleReviews } from "../../../policy/rules/github/forbid-stale-reviews.ts";
import { PROTECTION, RULESET } from "../../../policy/rules/github/guards.ts";
import { requireChecks } from "../../../policy/rules/github/require-checks.ts";
import { requireCodeOwners } from "../../../policy/rules/github/require-code-owners.ts";
import { requireCodeScanning } from "../../../policy/rules/github/require-code-scanning.ts";
import { requireLastPushApproval } from "../../../policy/rules/github/require-last-push-approval.ts";
import { requireLinearHistory } from "../../../policy/rules/github/require-linear-history.ts";
import { requireResolvedThreads } from "../../../policy/rules/github/require-resolved-threads.ts";
import { requireReviews } from "../../../policy/rules/github/require-reviews.ts";
import { requireSignatures } from "../../../policy/rules/github/require-signatures.ts";
import { made, said } from "../hand-made.ts";

type Inputs = Readonly<Record<string, unknown>>;
const protection = (inputs: Inputs, name = "older") =>
  made(PROTECTION, name, { repositoryId: "web", pattern: "main", ...inputs });
const reviews = (...blocks: readonly Inputs[]): Inputs => ({ requiredPullRequestReviews: blocks });
const checks = (...blocks: readonly Inputs[]): Inputs => ({ requiredStatusChecks: blocks });
const build = { contexts: ["build"] };

describe("each demand", () => {
  type Case = readonly [rule: Rule, keeps: Inputs, breaks: readonly Inputs[], message: string];
  const rewritten = 'the main branch of "web" can be rewritten or deleted';
  const cases: readonly Case[] = [
    [
      requireReviews,
      reviews({ requiredApprovingReviewCount: 0 }, { requiredApprovingReviewCount: 1 }),
      [{}, reviews({}), reviews({ requiredApprovingReviewCount: 0 })],
      '"web" asks for 0 reviews, 1 are needed',
    ],
    [
      requireLastPushApproval,
      reviews({}, { requireLastPushApproval: true }),
      [{}, reviews({ requireLastPushApproval: false })],
      '"web" lets the last pusher approve',
    ],
    [
      requireCodeOwners,
      reviews({}, { requireCodeOwnerReviews: true }),
      [{}, reviews({ requireCodeOwnerReviews: false })],
      '"web" merges without a review by code owners',
    ],
    [
      forbidStaleReviews,
      reviews({}, { dismissStaleReviews: true }),
      [{}, reviews({ dismissStaleReviews: false })],
      '"web" keeps approvals of what was pushed over',
    ],
    [
      requireResolvedThreads,
      { requireConversationResolution: true },
      [{}, { requireConversationResolution: false }],
      '"web" merges with open review threads',
    ],
    [
      requireSignatures,
      { requireSignedCommits: true },
      [{}, { requireSignedCommits: false }],
      '"web" takes unsigned commits',
    ],
    [
      requireLinearHistory,
      { requiredLinearHistory: true },
      [{}, { requiredLinearHistory: false }],
      '"web" takes merge commits',
    ],
    [
      forbidForcePush,
      { allowsForcePushes: false, allowsDeletions: false },
      [{ allowsForcePushes: true }, { allowsDeletions: true }, { allowsForcePushes: true, allowsDeletions: true }],
      rewritten,
    ],
    [
      requireChecks,
      checks({ ...build, strict: false }, { strict: true }),
      [checks(build), checks({ ...build, strict: false })],
      '"web" accepts checks of an outdated branch',
    ],
  ];
  for (const [rule, keeps, breaks, message] of cases) {
    it(`${rule.id} is kept`, () => {
      expect(said(rule, [protection(keeps)])).toEqual([]);
    });
    it.for([...breaks])(`${rule.id} is broken by %j`, (inputs) => {
      expect(said(rule, [protection(inputs)])).toEqual([`violation older: ${message}`]);
    });
  }

  it("a check that it names may be posted by anybody: it is no proof of a scan", () => {
    expect(said(requireCodeScanning, [protection(checks({ contexts: ["codeql"] }))])).toEqual([
      'advice older: "web" merges without code scanning',
    ]);
  });

  it("no check at all", () => {
    expect(said(requireChecks, [protection(checks({ strict: true }))])).toEqual([
      'violation older: "web" requires no check',
    ]);
  });

  it("administrators and those who may force a push pass by", () => {
    expect(said(forbidBypass, [protection({ enforceAdmins: true })])).toEqual([]);
    expect(said(forbidBypass, [protection({ enforceAdmins: true, forcePushBypassers: ["/ada"] })])).toEqual([
      'violation older: /ada (force push) may bypass the guard of "web"',
    ]);
    const nameless = made(RULESET, "new", {
      repository: "web",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes: ["~ALL"] } },
      bypassActors: [{}],
    });
    expect(said(forbidBypass, [nameless])).toEqual(['violation new: somebody (always) may bypass the guard of "web"']);
  });
});

describe("which branch is guarded", () => {
  const ruleset = (includes: readonly string[], inputs: Inputs = {}, name = "new") =>
    made(RULESET, name, {
      repository: "web",
      target: "branch",
      enforcement: "active",
      conditions: { refName: { includes } },
      ...inputs,
    });
  const told = (name: string): string[] => [`violation ${name}: "web" asks for 0 reviews, 1 are needed`];

  it.for(["~DEFAULT_BRANCH", "~ALL", "refs/heads/main", "refs/heads/master", "main", "master"])(
    "%s is the main one",
    (each) => {
      expect(said(requireReviews, [ruleset(["refs/heads/x", each])])).toEqual(told("new"));
      expect(said(requireReviews, [protection({ pattern: each })])).toEqual(told("older"));
    },
  );

  it.for(["refs/heads/x", ""])('"%s" is not', (each) => {
    expect(said(requireReviews, [ruleset([each])])).toEqual([]);
    expect(said(requireReviews, [protection({ pattern: each })])).toEqual([]);
  });

  it("a guard of tags, or one that is off, is none", () => {
    expect(said(requireReviews, [ruleset(["~ALL"], { target: "tag" })])).toEqual([]);
    expect(said(requireReviews, [ruleset(["~ALL"], { enforcement: "evaluate" })])).toEqual([]);
    const off = { enforcement: "disabled", rules: { pullRequest: { requiredApprovingReviewCount: 2 } } };
    expect(said(requireReviews, [ruleset(["~ALL"]), ruleset(["~ALL"], off, "off")])).toEqual(told("new"));
  });

  it("what all guards of a repository lack is told once, at the first", () => {
    const two = [ruleset(["~ALL"], {}, "b"), ruleset(["main"], {}, "a"), protection({ repositoryId: "api" }, "c")];
    expect(said(requireReviews, two)).toEqual([...told("a"), 'violation c: "api" asks for 0 reviews, 1 are needed']);
  });
});
