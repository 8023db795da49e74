/** A finding as the engine prints it: what is wrong, how to fix it, what excuses it and what stands in (P7, R8, A3). */
import type { Finding, FindingKind } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { findingText } from "../../../policy/sdk/finding-text.ts";

const link = "https://example.com/rule";
const ours = { isForeign: false, link } as const;
const waiver = { id: "one", owner: "ada-brandt", expires: "2026-12-20", reason: "Approvers change" } as const;

function finding(changes: Partial<Finding>): Finding {
  const texts = {
    kind: "violation",
    rule: "github-test-require-thing",
    message: "it is open",
    fix: "Close it.",
  } as const;
  return { ...texts, resource: "a", severity: "high", weakenedBy: [], ...changes };
}

describe("the first word", () => {
  const words: Readonly<Record<FindingKind, string>> = {
    violation: "it is open. Fix: Close it.",
    advice: "advice: it is open. Fix: Close it.",
    undecided: "it is open. Fix: Close it.",
    waived: "waived: it is open. Fix: Close it.",
    "waiver-expired": "it is open. Fix: Close it.",
    "waiver-refused": "it is open. Fix: Close it.",
    "waiver-unused": "it is open. Fix: Close it.",
  };
  it.for(Object.keys(words) as FindingKind[])("of %s", (kind) => {
    expect(findingText(finding({ kind }), ours)).toBe(words[kind]);
  });
});

it.for([
  { kind: "waived", end: ' [waiver "one" of ada-brandt until 2026-12-20: Approvers change]' },
  { kind: "violation", end: "" },
] as const)("a waiver is told beside what it excuses: $kind", ({ kind, end }) => {
  expect(findingText(finding({ kind, waiver }), ours).split("Close it.")[1]).toBe(end);
});

it("each gap of a vendor's plan is told with the gate that stands in, or that none does", () => {
  const gap = { vendor: "github", plan: "team", feature: "merge-queue", compensation: "a check by hand" } as const;
  const weakenedBy = [gap, { ...gap, feature: "rulesets", compensation: null }];
  expect(findingText(finding({ weakenedBy }), ours).split("Close it.")[1]).toBe(
    ' [github plan "team" lacks merge-queue; stands in: a check by hand] [github plan "team" lacks rulesets; nothing stands in]',
  );
});

describe("the fix", () => {
  const remedy = (fix: string, reader: Parameters<typeof findingText>[1]): string =>
    findingText(finding({ fix }), reader).replace("it is open. ", "");
  const places = [
    "Set stages.prod.approval.",
    "Write it into services.web.",
    "See release.ramp.",
    "Name organization.people.",
    "Change vendors.github.plan.",
    "Use the component.",
    "Two components do it.",
    "Give it a waiver.",
    "Or waivers for all.",
    "Change the model first.",
    "Open the calendar first.",
    "Model it.",
  ];

  it.for(places)("is the vendor's page for strangers, where it names a place of ours: %s", (fix) => {
    expect(remedy(fix, { isForeign: true, link })).toBe(`See ${link}`);
    expect(remedy(fix, { isForeign: true, link: undefined })).toBe(`Fix: ${fix}`);
    expect(remedy(fix, ours)).toBe(`Fix: ${fix}`);
  });

  it.for(["Turn it off.", "Remodel it.", "Buy models.", "Ask xservices.web.", "A subcomponent.", "Componentry."])(
    "is told to everybody, where it names none: %s",
    (fix) => {
      expect(remedy(fix, { isForeign: true, link })).toBe(`Fix: ${fix}`);
    },
  );
});
