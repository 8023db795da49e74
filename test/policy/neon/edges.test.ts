/** Edges of the rules for Neon (B1, B7, O5, S2). */
import { describe, expect, it } from "vitest";
import { limitCompute } from "../../../policy/rules/neon/limit-compute.ts";
import { limitExposure } from "../../../policy/rules/neon/limit-exposure.ts";
import { requireHistory } from "../../../policy/rules/neon/require-history.ts";
import { requireSnapshots } from "../../../policy/rules/neon/require-snapshots.ts";
import { editable } from "../editable.ts";
import { made, said } from "../hand-made.ts";

const plan = "release-plan";
const PROJECT = "neon:index:Project";
const web = "web-prod-database-project-project";
const bridge = "bridge-api-prod-database-project-project";
const [prod, shared] = [editable("prod"), editable("shared")];

it.for([
  [604_800, []],
  [604_799, [expect.stringContaining("days of history, 7 are needed")]],
] as const)("seven days of history are enough: %s seconds", ([historyRetentionSeconds, told]) => {
  expect(said(requireHistory, [made(PROJECT, "one", { historyRetentionSeconds })])).toEqual(told);
});

describe("compute", () => {
  const units = (autoscalingLimitMaxCu: unknown) => ({
    name: "one",
    defaultEndpointSettings: { autoscalingLimitMaxCu },
  });

  it("in the shared stack the pack's ceiling holds", () => {
    const stack = (most: number) => shared().add({ type: PROJECT, name: "one", inputs: units(most) }).resources;
    expect(said(limitCompute, stack(8))).toEqual([]);
    expect(said(limitCompute, stack(9))).toEqual(['violation one: "one" grows to 9 units, 8 are planned']);
  });

  it("the lower of the plan's and the pack's ceiling holds", () => {
    const stack = prod()
      .set(plan, "stage.database.maxComputeUnits", 16)
      .set(web, "defaultEndpointSettings.autoscalingLimitMaxCu", 9);
    expect(said(limitCompute, stack.resources)).toEqual([
      `violation ${web}: "web-prod" grows to 9 units, 8 are planned`,
    ]);
  });
});

describe("who may connect", () => {
  it.for<readonly [address: string, everywhere: boolean]>([
    ["0.0.0.0/0", true],
    ["::/0", true],
    ["10.0.0.0/0.0.0.0/0", false],
    ["0.0.0.0/01", false],
    ["198.51.100.0/24", false],
  ])("%s is everywhere: %s", ([address, everywhere]) => {
    const told = [`violation ${bridge}: "bridge-api-prod" allows ${address}, which is everywhere`];
    const stack = prod().set(bridge, "allowedIps", ["203.0.113.10", address]);
    expect(said(limitExposure, stack.resources)).toEqual(everywhere ? told : []);
  });

  it("where addresses are not restricted, a database of no service, or of a class without addresses: nothing to say", () => {
    const open = () => prod().set(bridge, "allowedIps", []);
    expect(said(limitExposure, open().resources)).toEqual([
      `violation ${bridge}: "bridge-api-prod" takes connections from everywhere`,
    ]);
    for (const stack of [
      open().set(plan, "stage.database.restrictAddresses", false),
      open().set(bridge, "name", "another"),
      open().set(plan, "serviceFacts.bridge-api.complianceClass", "unheard-of"),
      open().set(plan, "complianceClasses.regulated.databaseAllowedIps", []),
    ])
      expect(said(limitExposure, stack.resources)).toEqual([]);
    const stray = shared().add({ type: PROJECT, name: "bridge-api-null", inputs: {} });
    expect(said(limitExposure, stray.resources)).toEqual([]);
  });
});

describe("snapshots", () => {
  it("none are taken", () => {
    const told = (name: string, project: string) => `violation ${project}: "${name}" takes no snapshots`;
    const stack = prod().removeType("neon:index:SnapshotSchedule");
    expect(said(requireSnapshots, stack.resources)).toEqual([told("bridge-api-prod", bridge), told("web-prod", web)]);
  });

  it("the longest kept counts, and exactly as long as a release goes back is enough", () => {
    const [schedule] = prod().resources.filter(
      ({ type, name }) => type === "neon:index:SnapshotSchedule" && name.startsWith("web-"),
    );
    const kept = (...seconds: readonly (number | undefined)[]) =>
      prod().set(
        schedule?.name ?? "",
        "schedule",
        seconds.map((retentionSeconds) => ({ retentionSeconds })),
      );
    expect(said(requireSnapshots, kept(60, 1_209_600, undefined).resources)).toEqual([]);
    expect(said(requireSnapshots, kept(60, 1_123_200).resources)).toEqual([
      `violation ${web}: snapshots of "web-prod" are kept 13 days, a release goes back 14 days`,
    ]);
  });

  it("a database of the shared stack is nobody's release", () => {
    expect(said(requireSnapshots, shared().add({ type: PROJECT, name: "one", inputs: {} }).resources)).toEqual([]);
  });
});
