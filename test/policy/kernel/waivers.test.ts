/** How the judge treats waivers: exact, short, few, and told (R8, issue 8 point 3). */
import { WAIVER_MAX_DAYS, type Finding } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { judge } from "../../../policy/kernel/judge.ts";
import { forbidSelfReview } from "../../../policy/rules/github/forbid-self-review.ts";
import { editable } from "../editable.ts";
import type { StackEdit } from "../stack-edit.ts";

const gate = "web-prod-gate-environment";
const broken = 'people may approve their own deployment into "prod"';

/** A waiver that holds at {@link noon}. */
const good = {
  rule: forbidSelfReview.id,
  stack: "prod",
  resource: gate,
  owner: "ada-brandt",
  reason: "One reviewer is ill until the end of the month.",
  link: "https://example.com/issues/1",
  granted: "2026-11-01",
  expires: "2026-11-30",
  timeZone: "Europe/Berlin",
};
const noon = new Date("2026-11-21T12:00:00Z");

const prod = editable("prod");
const fresh = (): StackEdit => prod().set(gate, "preventSelfReview", false);

function findings(stack: StackEdit, now = noon): readonly Finding[] {
  return judge([forbidSelfReview], { resources: stack.resources, now }).findings;
}

function told(stack: StackEdit, now = noon): string[] {
  return findings(stack, now).map(({ kind, resource, message }) => `${kind} ${resource}: ${message}`);
}

const violation = `violation ${gate}: ${broken}`;

describe("refused: the violation stands, and the waiver blocks by itself", () => {
  type Case = readonly [what: string, change: Readonly<Record<string, unknown>>, reason: string];
  const cases: readonly Case[] = [
    [
      "a pattern for resources",
      { resource: "web-*" },
      "resource: the exact name of one resource as `launchgate plan --resources` prints it",
    ],
    ["a list of rules", { rule: [forbidSelfReview.id] }, "rule: Invalid input: expected string, received array"],
    [
      "a pattern for rules",
      { rule: "github-*" },
      "rule: one rule id such as github-environment-require-approvers, no pattern",
    ],
    [
      "a rule that does not exist",
      { rule: "github-environment-forbid-rain" },
      'no rule is called "github-environment-forbid-rain"',
    ],
    ["no owner", { owner: undefined }, "owner: Invalid input: expected string, received undefined"],
    ["a reason of two words", { reason: "No time" }, "reason: a reason of 20 characters or more"],
    ["no link", { link: null }, "link: an https:// address"],
    ["a key that is not known", { forever: true }, 'it: Unrecognized key: "forever"'],
    ["another stack", { stack: "staging" }, 'it is for stack "staging"'],
    ["91 days", { expires: "2027-01-31" }, "it lives longer than 90 days, or ends before it begins"],
    [
      "an end before its beginning",
      { expires: "2026-10-31" },
      "it lives longer than 90 days, or ends before it begins",
    ],
    ["tomorrow's waiver", { granted: "2026-11-22" }, "it was granted on 2026-11-22, which has not come"],
  ];
  it.for(cases)("%s", ([, change, reason]) => {
    const stack = fresh().set("release-plan", "waivers.one", { ...good, ...change });
    expect(told(stack)).toEqual([violation, `waiver-refused one: waiver "one" is refused: ${reason}`]);
    expect(judge([forbidSelfReview], { resources: stack.resources, now: noon }).passes).toBe(false);
  });

  it("blocks where nothing else is wrong", () => {
    const stack = fresh()
      .set(gate, "preventSelfReview", true)
      .set("release-plan", "waivers.one", { ...good, link: "" });
    const verdict = judge([forbidSelfReview], { resources: stack.resources, now: noon });
    expect(verdict.findings.map(({ kind, resource }) => [kind, resource])).toEqual([["waiver-refused", "one"]]);
    expect(verdict.passes).toBe(false);
  });

  it("what is more than may hold, from the first beyond the limit on", () => {
    const stack = fresh().set("release-plan", "stage.waiverLimit", 1);
    stack.set("release-plan", "waivers", { one: good, two: { ...good, resource: "another" } });
    expect(told(stack)).toEqual([
      `waived ${gate}: ${broken}`,
      'waiver-refused two: waiver "two" is refused: only 1 may hold here at a time',
    ]);
    stack.set("release-plan", "stage.waiverLimit", 0);
    expect(told(stack)[0]).toBe(violation);
  });
});

describe("the days", () => {
  type Case = readonly [what: string, at: string, kinds: readonly Finding["kind"][]];
  const cases: readonly Case[] = [
    ["the last minute before its first day", "2026-10-31T23:59:00+01:00", ["violation", "waiver-refused"]],
    ["the first minute of its first day", "2026-11-01T00:00:00+01:00", ["waived"]],
    ["the last minute of its last day", "2026-11-30T23:59:59+01:00", ["waived"]],
    ["the first minute after it, on its own clock", "2026-12-01T00:00:00+01:00", ["violation", "waiver-expired"]],
  ];
  it.for(cases)("%s", ([, at, kinds]) => {
    const stack = fresh().set("release-plan", "waivers.one", good);
    expect(findings(stack, new Date(at)).map(({ kind }) => kind)).toEqual(kinds);
  });

  it(`${String(WAIVER_MAX_DAYS)} days are not too many`, () => {
    const stack = fresh().set("release-plan", "waivers.one", { ...good, expires: "2027-01-30" });
    expect(findings(stack).map(({ kind }) => kind)).toEqual(["waived"]);
  });

  it("an expired one tells when and where it ended", () => {
    const stack = fresh().set("release-plan", "waivers.one", { ...good, expires: "2026-11-20" });
    expect(told(stack)).toEqual([
      violation,
      `waiver-expired ${gate}: waiver "one" ended with 2026-11-20 (Europe/Berlin)`,
    ]);
  });
});

describe("what it excuses", () => {
  it("tells who answers for it, until when and why", () => {
    const [found] = findings(fresh().set("release-plan", "waivers.one", good));
    expect(found).toMatchObject({
      kind: "waived",
      waiver: { id: "one", owner: good.owner, expires: good.expires, reason: good.reason },
    });
  });

  it("an unused one warns and does not block", () => {
    const stack = fresh().set(gate, "preventSelfReview", true).set("release-plan", "waivers.one", good);
    const verdict = judge([forbidSelfReview], { resources: stack.resources, now: noon });
    expect(verdict.passes).toBe(true);
    expect(verdict.findings.map(({ kind, message }) => `${kind}: ${message}`)).toEqual([
      'waiver-unused: waiver "one" excuses nothing: the rule is kept, or the resource is not in the stack',
    ]);
  });

  it("not what cannot be judged yet", () => {
    const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    const stack = fresh().set(gate, "preventSelfReview", unknown).set("release-plan", "waivers.one", good);
    expect(findings(stack).map(({ kind }) => kind)).toEqual(["undecided"]);
  });

  it("one of two resources: the other stands", () => {
    const other = "bridge-api-prod-gate-environment";
    const stack = fresh().set(other, "preventSelfReview", false).set("release-plan", "waivers.one", good);
    expect(findings(stack).map(({ kind, resource }) => [kind, resource])).toEqual([
      ["violation", other],
      ["waived", gate],
    ]);
  });
});
