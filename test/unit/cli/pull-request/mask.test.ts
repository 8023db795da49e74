import { afterAll, describe, expect, it } from "vitest";
import { reviewText } from "../../../../packages/cli/src/pull-request/comment/review-text.ts";
import { annotationsOf } from "../../../../packages/cli/src/pull-request/post/check-run.ts";
import { Masker, secretsOfEnvironment } from "../../../../packages/cli/src/pull-request/mask.ts";
import { planOf, stackNames } from "../../../helpers/stack-plans.ts";
import { canaries } from "./canaries.ts";
import { documentOf, reviewOfChange, Sides } from "./documents.ts";

const sides = new Sides();
afterAll(() => {
  sides.remove();
});
const masker = (): Masker => new Masker(canaries.filter(({ known }) => known).map(({ secret }) => secret));
/** Every form in which a text may leave: as it is, in JSON, on one line. */
const forms = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  secret.replaceAll(/\s+/g, " "),
];

describe("one hundred secrets of different shapes (S2)", () => {
  it("are one hundred, and differ", () => {
    expect(new Set(canaries.map(({ text }) => text)).size).toBeGreaterThanOrEqual(100);
  });

  it.each(canaries)("hides $text", ({ text, secret }) => {
    const shown = masker().text(`The vendor answers: ${text} is not accepted.`);
    expect(shown).not.toContain(secret);
    expect(shown).toMatch(/^The vendor answers: /);
  });

  it("stand in no review, comment, summary or annotation, wherever hostile code puts them", async () => {
    const review = await reviewOfChange(
      sides,
      (head) => {
        for (const [index, { text }] of canaries.entries()) {
          head.verdict?.findings.push({
            kind: index % 2 === 0 ? "violation" : "advice",
            rule: `rule-${String(index)}-forbid-x`,
            resource: text,
            severity: "high",
            message: `found ${text} here`,
            fix: `remove ${text}`,
            weakenedBy: [],
          });
          head.facts.gaps.push({ feature: "f", vendor: "v", plan: text, title: text, compensation: text });
          head.resources.push({
            ...head.resources[0]!,
            custom: true,
            type: "neon:index:Branch",
            urn: `u::p::t::${text}`,
            name: text,
          });
        }
        const people = canaries.map(({ text }) => ({ id: "x", name: text }));
        head.facts.approvals = head.facts.approvals.map((each) => ({ ...each, people }));
        head.previewFault = { code: "x", message: canaries.map(({ text }) => text).join("\n"), fix: "x" };
        head.freeze = { open: false, reason: canaries[0]?.text ?? "", opensAt: null };
      },
      { masker: masker(), placeOf: () => ({ path: "stacks/prod.ts", line: 1 }) },
    );
    const places = [JSON.stringify(review), reviewText(review, {}), JSON.stringify(annotationsOf(review))];
    const leaks = canaries.filter(({ secret }) =>
      places.some((place) => forms(secret).some((form) => place.includes(form))),
    );
    expect(leaks).toEqual([]);
  });

  it("are known by the environment's own names", () => {
    const env = {
      GITHUB_TOKEN: "abcdefgh1234567",
      PATH: "/usr/bin:/usr/local/bin",
      DB_PASSWORD: "sesame-open",
      EMPTY_TOKEN: "",
    };
    expect(secretsOfEnvironment(env)).toEqual(["abcdefgh1234567", "sesame-open"]);
  });
});

describe("what is no secret stays", () => {
  it.each(stackNames)("every input of stack %s, so that rules judge what is planned", async (stack) => {
    const { resources } = await planOf(stack);
    const document = await documentOf(stack);
    const differing = resources.filter(
      ({ inputs }, index) => JSON.stringify(inputs) !== JSON.stringify(document.resources[index]?.inputs),
    );
    expect(differing.map(({ name }) => name)).toEqual([]);
  });

  it.each([
    "urn:pulumi:prod::launchgate::neon:index:Project::web-prod-database-project-project",
    "bridge-api-prod-observability-slo-availability-alerts-low-traffic-requests",
    "2026-12-24T10:00:00.000Z to 2027-01-04T09:00:00+01:00",
    "github-environment-require-approvers: 1 approver, 2 are needed",
    "Ángela Müller-Lüdenscheidt, 山田太郎",
    "stages.prod.approval.preventSelfReview",
    "NEXT_PUBLIC_API_BASE_URL_OF_SERVICE",
  ])("%s", (text) => {
    expect(new Masker().text(text)).toBe(text);
  });

  it("hides by the name under which it stands", () => {
    const found = new Masker().deep({
      apiKey: "x7Kq9Zp2Lm4Rt8Wd",
      dbPassword: "short1",
      key: "video-fallback",
      list: [{ authToken: "q8Jx2Mv7Kp4Zt9Wd" }],
    });
    expect(found).toEqual({
      apiKey: "[secret]",
      dbPassword: "[secret]",
      key: "video-fallback",
      list: [{ authToken: "[secret]" }],
    });
  });
});
