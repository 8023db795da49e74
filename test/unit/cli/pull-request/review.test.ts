import { afterAll, describe, expect, it } from "vitest";
import type { PlannedDocument } from "../../../../packages/cli/src/pull-request/document/document.ts";
import { stepDigest } from "../../../../packages/cli/src/engine/step-digest.ts";
import { documentOf, policy, reviewOf, reviewOfChange, Sides } from "./documents.ts";

const sides = new Sides();
afterAll(() => {
  sides.remove();
});

const ofType = (document: PlannedDocument, type: string) => {
  const found = document.resources.find((each) => each.type === type);
  if (!found) throw new Error(`no ${type}`);
  return found;
};
/** What the change's own pack says. */
const told = (kind: "violation" | "undecided", rule: string) => ({
  kind,
  rule,
  resource: "stack",
  severity: "high" as const,
  message: "there is none",
  fix: "Make one.",
  weakenedBy: [],
});
const environment = "github:index/repositoryEnvironment:RepositoryEnvironment";

describe("a change that changes nothing", () => {
  it("passes, and has nothing to tell", async () => {
    const review = await reviewOfChange(sides, () => undefined);
    const [stack] = review.stacks;
    expect(review.verdict).toBe("passes");
    expect(stack).toMatchObject({ changes: [], facts: [], dataRisks: [], faults: [], basis: "plans", steps: null });
    expect(stack?.planDigest).toMatch(/^[0-9a-f]{64}$/);
    expect(review.rules).toEqual([]);
  });
});

describe("the verdict cannot be talked around (P7)", () => {
  it("blocks what the rules of the base find, although the change's own verdict says that all is well", async () => {
    const review = await reviewOfChange(sides, (head) => {
      ofType(head, environment).inputs["preventSelfReview"] = false;
    });
    const broken = review.stacks[0]?.findings.filter(({ kind }) => kind === "violation");
    expect(review.verdict).toBe("blocked");
    expect(broken).toMatchObject([{ rule: "github-environment-forbid-self-review", by: ["base"], isNew: true }]);
  });

  it("blocks what the change's own rules find, although the base has no such rule", async () => {
    const review = await reviewOfChange(sides, (head) => {
      head.verdict?.findings.push(told("violation", "plan-new-require-thing"));
    });
    expect(review.verdict).toBe("blocked");
    expect(review.stacks[0]?.findings[0]).toMatchObject({ rule: "plan-new-require-thing", by: ["head"] });
  });

  it("names a rule that the change removes, and one that it weakens", async () => {
    const [gone, weak] = [policy.ruleInfos[0]?.id, policy.ruleInfos[1]?.id];
    const review = await reviewOfChange(sides, (head) => {
      const kept = head.rules.filter(({ id }) => id !== gone);
      head.rules = kept.map((rule) =>
        rule.id === weak ? { ...rule, levels: { ...rule.levels, production: "advisory" }, types: [] } : rule,
      );
    });
    expect(review.rules).toEqual([
      { rule: gone, what: "the change removes it" },
      { rule: weak, what: expect.stringMatching(/^production: mandatory becomes advisory; no longer looks at /) },
    ]);
  });

  it("blocks a change without a pack, and one into a branch without rules", async () => {
    const noPack = await reviewOfChange(sides, (head) => {
      head.verdict = null;
    });
    const noRules = await reviewOfChange(sides, () => undefined, { policy: undefined });
    expect(noPack.stacks[0]?.faults[0]?.code).toBe("pull-request.no-verdict");
    expect(noRules.faults[0]?.code).toBe("pull-request.no-rules");
    expect([noPack.verdict, noRules.verdict]).toEqual(["blocked", "blocked"]);
  });

  it("blocks where the touched files are not known, and names those that guard the rules", async () => {
    const unknown = await reviewOfChange(sides, () => undefined, { changedFiles: undefined });
    const changedFiles = [
      "README.md",
      "stacks/release.ts",
      "policy/rules/x.ts",
      ".github/workflows/deploy.yml",
      "docs/CODEOWNERS",
    ];
    const known = await reviewOfChange(sides, () => undefined, { changedFiles });
    expect(unknown.faults[0]?.code).toBe("pull-request.files-unknown");
    expect(known.guarded.map(({ path }) => path)).toEqual([
      "policy/rules/x.ts",
      ".github/workflows/deploy.yml",
      "docs/CODEOWNERS",
      "stacks/release.ts",
    ]);
  });

  it("refuses a blanket waiver, and marks an exact one as new", async () => {
    const waiver = {
      rule: "github-environment-forbid-self-review",
      stack: "prod",
      resource: "web-prod-gate-environment",
      owner: "bruno-costa",
      reason: "The second approver is ill until the end of the month.",
      link: "https://example.com/42",
      granted: "2026-11-20",
      expires: "2026-12-20",
      timeZone: "Europe/Berlin",
    };
    const review = await reviewOfChange(sides, (head) => {
      const plan = ofType(head, "launchgate:release:ReleasePlan").inputs;
      plan["waivers"] = { blanket: { ...waiver, resource: "*" }, exact: waiver };
    });
    expect(review.stacks[0]?.findings.find(({ kind }) => kind === "waiver-refused")?.resource).toBe("blanket");
    expect(review.stacks[0]?.waivers).toMatchObject([
      { id: "blanket", isNew: true, standing: "refused" },
      { id: "exact", isNew: true, standing: "holds", expires: "2026-12-20" },
    ]);
    expect(review.verdict).toBe("blocked");
  });
});

describe("it fails closed", () => {
  it("blocks a stack of the base without a document of the change, unless its removal is known", async () => {
    const base = sides.documents("base", [await documentOf("prod", "base"), await documentOf("dev", "base")]);
    const head = sides.documents("head", [await documentOf("dev")]);
    const missing = await reviewOf(base, head, { stacks: ["dev", "prod"] });
    const removed = await reviewOf(base, head, { stacks: ["dev", "prod"], removed: ["prod"] });
    expect(missing.stacks[1]).toMatchObject({
      verdict: "blocked",
      changes: [],
      faults: [{ code: "pull-request.document-missing", message: "There is no plan document prod.json." }],
    });
    expect(removed.stacks[1]).toMatchObject({ presence: "removed", verdict: "passes", faults: [] });
    expect(removed.stacks[1]?.changes.every(({ op }) => op === "delete")).toBe(true);
    expect(removed.stacks[1]?.dataRisks.length).toBeGreaterThan(3);
  });

  it("blocks a preview that failed with its message, and a plan that could not be made", async () => {
    const previewFault = { code: "engine.failed", message: "403 from the vendor", fix: "Renew the token." };
    const review = await reviewOfChange(sides, (head) => {
      head.previewFault = previewFault;
    });
    const failed = { ...(await documentOf("prod")), outcome: "failed", fault: previewFault };
    const folder = sides.documents("head", [await documentOf("prod")], { "prod.json": failed });
    const unplanned = await reviewOf(sides.documents("base", [await documentOf("prod", "base")]), folder);
    expect([review.verdict, unplanned.verdict]).toEqual(["blocked", "blocked"]);
    expect(review.stacks[0]?.faults).toEqual([previewFault]);
    expect(unplanned.stacks[0]?.faults).toEqual([previewFault]);
  });

  it("is undecided where a rule cannot judge yet", async () => {
    const review = await reviewOfChange(sides, (head) => {
      head.verdict?.findings.push(told("undecided", "neon-branch-require-protection"));
    });
    expect(review.verdict).toBe("undecided");
  });

  it("takes a stack that only the change has for new", async () => {
    const base = sides.documents("base", [await documentOf("prod", "base")]);
    const head = sides.documents("head", [await documentOf("prod"), await documentOf("dev")]);
    const review = await reviewOf(base, head, { stacks: ["prod"] });
    expect(review.stacks[1]).toMatchObject({ stack: "dev", presence: "added", faults: [] });
    expect(review.stacks[1]?.changes.every(({ op }) => op === "create")).toBe(true);
  });
});

describe("what the engine foresees", () => {
  it("goes before the comparison of plans: replaced once, with its digest for deploy, broken rules by its run", async () => {
    const urn = "urn:pulumi:prod::launchgate::neon:index:Project::web-prod-database-project-project";
    const steps = [
      { urn, type: "neon:index:Project", op: "create-replacement", changed: ["regionId"] },
      { urn, type: "neon:index:Project", op: "delete-replaced", changed: [] },
      { urn: `${urn}-2`, type: "neon:index:Branch", op: "nobody-knows", changed: [] },
    ];
    const review = await reviewOfChange(sides, (head) => {
      const findings = [{ policy: "neon-project-limit-exposure", mandatory: true, message: "open to all", urn }];
      head.preview = { target: "live", steps, findings };
    });
    const [stack] = review.stacks;
    expect(stack?.changes.map(({ op, kind }) => `${op} ${kind}`)).toEqual([
      "replace neon:Project",
      "replace neon:Branch",
    ]);
    expect(stack?.dataRisks.map(({ kind, irreversible }) => [kind, irreversible !== null])).toEqual([
      ["neon:Project", true],
      ["neon:Branch", true],
    ]);
    expect(stack?.stepDigest).toBe(stepDigest(steps));
    expect(stack).toMatchObject({ basis: "engine", verdict: "blocked" });
    expect(stack?.findings[0]).toMatchObject({ rule: "neon-project-limit-exposure", by: ["engine"] });
  });

  it("keeps a digest that fits its steps, also where a text in them had to be hidden", async () => {
    const urn = `urn:pulumi:prod::launchgate::neon:index:Branch::ghp_${"a1B2".repeat(9)}`;
    const review = await reviewOfChange(sides, (head) => {
      head.preview = {
        target: "live",
        steps: [{ urn, type: "neon:index:Branch", op: "create", changed: [] }],
        findings: [],
      };
    });
    const [stack] = review.stacks;
    expect(JSON.stringify(review)).not.toContain("a1B2a1B2");
    expect(stack?.stepDigest).toBe(stepDigest(stack?.steps ?? []));
  });
});
