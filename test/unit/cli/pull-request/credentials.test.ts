import { selectStack } from "@launchgate/core";
import { afterAll, describe, expect, it } from "vitest";
import { reviewText } from "../../../../packages/cli/src/pull-request/comment/review-text.ts";
import type { DocumentResource, PlannedDocument } from "../../../../packages/cli/src/pull-request/document/document.ts";
import { documentHead, makeDocument } from "../../../../packages/cli/src/pull-request/document/make-document.ts";
import { hiddenPlaces } from "../../../../packages/cli/src/pull-request/hidden.ts";
import { Masker } from "../../../../packages/cli/src/pull-request/mask.ts";
import { annotationsOf } from "../../../../packages/cli/src/pull-request/post/check-run.ts";
import { credentialFindings, credentialRule } from "../../../../packages/cli/src/pull-request/review/credentials.ts";
import { fixedInstant, referenceModel } from "../../../helpers/stack-plans.ts";
import { canaries } from "./canaries.ts";
import { commits, documentOf, policy, reviewOf, reviewOfChange, Sides } from "./documents.ts";

const sides = new Sides();
afterAll(() => {
  sides.remove();
});

const token = `ghp_${"Ab3dE6gH9jK2".repeat(3)}`;
const holder = (document: PlannedDocument): DocumentResource => {
  const found = document.resources.find(({ type }) => type === "neon:index:Project");
  if (!found) throw new Error("no database is planned");
  return found;
};
/** What the review says of credentials. */
const told = (findings: readonly { readonly rule: string; readonly message: string }[]): readonly string[] =>
  findings.filter(({ rule }) => rule === credentialRule).map(({ message }) => message);

describe("a credential in planned inputs (P7, S2)", () => {
  it("blocks, with resource and property and without the value, although the change's tools left it in the plan", async () => {
    let name = "";
    const review = await reviewOfChange(
      sides,
      (head) => {
        name = holder(head).name;
        holder(head).inputs["conditions"] = { refName: { includes: ["main", `x ${token}`] } };
      },
      { placeOf: () => ({ path: "stacks/prod.ts", line: 1 }) },
    );
    expect(review.verdict).toBe("blocked");
    expect(review.stacks[0]?.findings[0]).toMatchObject({
      kind: "violation",
      rule: credentialRule,
      resource: name,
      severity: "critical",
      message: 'input "conditions.refName.includes[1]" holds what looks like a credential, in the open',
      by: ["base"],
      isNew: true,
    });
    const [annotation] = annotationsOf(review);
    expect(annotation?.message).toContain("pulumi config set --secret");
    expect(annotation?.annotation_level).toBe("failure");
    expect(JSON.stringify(review) + reviewText(review, {}) + JSON.stringify(annotation)).not.toContain(token);
  });

  it("blocks where the change's tools hid it: the document tells the place and not the value", async () => {
    const { project, model } = await referenceModel();
    const database = holder(await documentOf("prod"));
    const value = String(database.inputs["name"]);
    const document = await makeDocument({
      head: documentHead("head", commits.head, fixedInstant),
      ...{ project, model: selectStack(model, "prod"), policy, at: fixedInstant, preview: null, previewFault: null },
      masker: new Masker([value]),
    });
    if (document.outcome !== "planned") throw new Error("prod could not be planned");
    const shown = holder(document);
    expect([shown.inputs["name"], shown.hidden]).toEqual(["[secret]", ["name"]]);
    const base = sides.documents("base", [await documentOf("prod", "base")]);
    const review = await reviewOf(base, sides.documents("head", [document]), { stacks: ["prod"] });
    expect(review.verdict).toBe("blocked");
    expect(told(review.stacks[0]?.findings ?? [])).toContain(
      'input "name" holds what looks like a credential, in the open',
    );
  });

  it("blocks although the branch that is merged into has it already, and tells that it is not new", async () => {
    const document = await documentOf("prod");
    holder(document).hidden = ["name"];
    const [base, head] = [sides.documents("base", [document]), sides.documents("head", [document])];
    const review = await reviewOf(base, head, { stacks: ["prod"] });
    expect(review.verdict).toBe("blocked");
    expect(review.stacks[0]?.findings[0]).toMatchObject({ rule: credentialRule, isNew: false });
  });

  it("is found in the name of a resource, and once where it was hidden and left", async () => {
    const resource = holder(await documentOf("prod"));
    const inputs = { ...resource.inputs, name: token };
    const found = credentialFindings([{ ...resource, name: `guard-${token}`, inputs, hidden: ["name"] }], new Masker());
    expect(told(found)).toEqual([
      "its name holds what looks like a credential, in the open",
      'input "name" holds what looks like a credential, in the open',
    ]);
  });

  it.each(canaries.filter(({ text }) => new Masker().shapes(text) !== text))("finds $text", async ({ text }) => {
    const resource = holder(await documentOf("prod"));
    const found = credentialFindings([{ ...resource, inputs: { comment: text } }], new Masker());
    expect(told(found)).toEqual(['input "comment" holds what looks like a credential, in the open']);
  });

  it.each([
    ["a secret as the program declares it", { apiToken: "[secret]", dbPassword: "[secret]" }],
    ["a reference to one", { value: "${{ secrets.VERCEL_TOKEN }}", name: "VERCEL_TOKEN" }],
    [
      "a commit and a digest",
      { sha: "9f8e7d6c5b4a39281706f5e4d3c2b1a098765432", digest: `sha256:${"0a1b".repeat(16)}` },
    ],
  ])("says nothing of %s", async (_, inputs) => {
    const resource = holder(await documentOf("prod"));
    expect(credentialFindings([{ ...resource, inputs }], new Masker())).toEqual([]);
  });
});

describe("places that the masker hides", () => {
  const places = (value: unknown): readonly string[] => hiddenPlaces(value, new Masker().deep(value));

  it.each([
    [{ a: 1, b: ["x", null, true], c: {} }, []],
    [{ apiKey: "x7Kq9Zp2Lm4Rt8Wd" }, ["apiKey"]],
    [{ list: ["x", { value: token }], more: { text: `a ${token} b` } }, ["list[1].value", "more.text"]],
    [{ tags: { [token]: "x", other: "y" } }, ["tags.(hidden)"]],
    [JSON.parse(`{"__proto__":{"text":"${token}"}}`), ["__proto__.text"]],
  ])("%j", (value, expected) => {
    expect(places(value)).toEqual(expected);
  });

  it("are at most twenty, each of a length that a document takes", () => {
    const many = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`k${String(index)}`, token]));
    expect(places(many)).toHaveLength(20);
    expect(places({ ["long ".repeat(400)]: token })[0]?.length).toBe(300);
  });
});
