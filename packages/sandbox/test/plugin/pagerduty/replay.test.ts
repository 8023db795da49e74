import { beforeAll, expect, it } from "vitest";
import { resources } from "../../../src/vendors/pagerduty/tables/index.ts";
import { withSandbox } from "../../helpers/sandbox.ts";
import { PracticeEngine } from "../practice-engine.ts";
import { plannedOf, Replay } from "../replay.ts";

const handle = withSandbox();
let engine: PracticeEngine;
let datadog: string;

beforeAll(async () => {
  engine = new PracticeEngine(handle.sandbox, "pagerduty");
  datadog = String((await engine.provider.invoke("getVendor", { name: "Datadog" }))["id"]);
});

/** The plans hide addresses: each person has an own one to sign in with. */
const planned = plannedOf("pagerduty", ["shared", "staging", "prod", "drill"]).map((each) => {
  const { inputs, type, name } = each;
  if (type.endsWith(":User")) return { ...each, inputs: { ...inputs, email: `${name}@motion-mavericks.example` } };
  return type.endsWith(":UserContactMethod") ? { ...each, inputs: { ...inputs, address: "15112345678" } } : each;
});

/** How many things of each kind there are. */
function census(): readonly (readonly [string, number])[] {
  const { store } = handle.sandbox.world;
  return resources.map(({ name }) => [name, store.all(`pagerduty.${name}`).length] as const);
}

/** What the official provider takes for an import beside the id. */
function importId(type: string, id: string, state: Readonly<Record<string, unknown>>): string {
  const part = (key: string): string => String(state[key]);
  if (/:User(ContactMethod|NotificationRule)$/.test(type)) return `${part("userId")}:${id}`;
  if (type.endsWith(":ServiceIntegration")) return `${part("service")}.${id}`;
  if (!type.endsWith(":ServiceDependency")) return id;
  const { supportingServices } = state["dependency"] as { readonly supportingServices: readonly { id: string }[] };
  return `${supportingServices[0]?.id ?? ""}.service.${id}`;
}

it("makes, keeps, imports and removes everything that the stacks declare at PagerDuty (P1, O1, O2)", async () => {
  const before = census();
  const replay = new Replay(engine, planned, (name) => (name === "PagerDuty vendor Datadog: id" ? datadog : undefined));
  await replay.make();
  await replay.unchanged();
  await replay.imported(({ type }, id, state) => importId(type, id, state));
  await replay.remove();
  expect(census()).toEqual(before);
});

it("meets every type of the PagerDuty provider that has a row, and no other", async () => {
  const { pagerDutyRows } = await import("../../../src/plugin/rows/pagerduty/index.ts");
  const rows = pagerDutyRows.map(({ type }) => type);
  expect([...new Set(planned.map(({ type }) => type))].toSorted()).toEqual(rows.toSorted());
});
