import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import { expect, test } from "vitest";
import { EventReader } from "../../../packages/cli/src/engine/engine-events.ts";
import type { EngineProgress } from "../../../packages/cli/src/engine/engine-port.ts";
import { SecretMask } from "../../../packages/cli/src/engine/secret-mask.ts";

const canary = 'can"ary/s3cret';
const urn = "urn:pulumi:drill::launchgate::launchgate:neon:Database$neon:index:Project::web";
const state = { type: "neon:index:Project", urn, custom: true, id: "1", parent: "", provider: "" };
const metadata = {
  op: "update",
  urn,
  type: "neon:index:Project",
  provider: "",
  new: { ...state, inputs: { apiKey: canary }, outputs: { password: canary } },
  old: { ...state, inputs: {}, outputs: {} },
  detailedDiff: { region: { diffKind: "update", inputDiff: true }, name: { diffKind: "update", inputDiff: true } },
} as unknown as NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];
const event = (part: Partial<EngineEvent>): EngineEvent => ({ sequence: 1, timestamp: 1, ...part });
const diagnostic = (severity: string, message: string): EngineEvent =>
  event({ diagnosticEvent: { message, color: "never", severity: severity as "info", urn } });

function read(...events: EngineEvent[]): { reader: EventReader; told: EngineProgress[] } {
  const mask = new SecretMask();
  mask.add(canary);
  const told: EngineProgress[] = [];
  const reader = new EventReader(mask, (each) => told.push(each));
  for (const each of events) reader.take(each);
  return { reader, told };
}

test("a resource is told with names of what differs, never with values (S2)", () => {
  const { reader, told } = read(event({ resourcePreEvent: { metadata } }), event({ resOutputsEvent: { metadata } }));
  const resource = {
    urn,
    type: "neon:index:Project",
    name: "web",
    op: "update",
    custom: true,
    changed: ["name", "region"],
  };
  expect(told).toEqual([
    { kind: "resource", phase: "began", resource },
    { kind: "resource", phase: "done", resource },
  ]);
  expect(reader.steps).toEqual([resource]);
  expect(JSON.stringify([told, reader.steps])).not.toContain("s3cret");
});

test("secrets are masked in messages, in every form", () => {
  const text = `plain ${canary}, JSON ${JSON.stringify({ canary })}, address http://x/${encodeURIComponent(canary)}`;
  const { reader, told } = read(diagnostic("error", text));
  expect(JSON.stringify([told, reader.errors])).not.toMatch(/s3cret/);
  expect(reader.errors).toEqual(['web: plain [secret], JSON {"canary":"[secret]"}, address http://x/[secret]']);
});

test("debug, remarks on the analyzer, echoes of the plan and closing words are not told", () => {
  const { reader, told } = read(
    diagnostic("debug", "Registering"),
    diagnostic("warning", "using pulumi-analyzer-policy-nodejs from $PATH at /tools"),
    diagnostic("error", "expected resource operations for urn:a::b::c::d but none were seen"),
    diagnostic("error", "update failed"),
  );
  expect(told).toEqual([]);
  expect(reader.errors).toEqual([]);
  expect(reader.planEchoes).toHaveLength(1);
});

test.each([
  ["advisory", "warning"],
  ["warning", "warning"],
  ["mandatory", "mandatory"],
  ["remediate", "mandatory"],
  ["", "mandatory"],
])("enforcement level %s counts as %s: unknown ones block", (given, level) => {
  const policyEvent = {
    message: "<{%fg 1%}>no<{%reset%}>",
    policyName: "r",
    policyPackName: "p",
    enforcementLevel: given,
  };
  const { reader } = read(event({ policyEvent: policyEvent as NonNullable<EngineEvent["policyEvent"]> }));
  expect(reader.findings).toEqual([{ pack: "p", policy: "r", level, message: "no" }]);
});

test("a listener that throws does not stop the reading", () => {
  const reader = new EventReader(new SecretMask(), () => {
    throw new Error("closed terminal");
  });
  reader.take(event({ resOutputsEvent: { metadata } }));
  expect(reader.steps).toHaveLength(1);
});
