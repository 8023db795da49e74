/** Which of the vendors' objects belong to a throw-away stage: all of its own, none of another one. (D2) */
import { expect, test } from "vitest";
import { objectsOfStage } from "../../../../packages/cli/src/ephemeral/leftovers.ts";
import type { InventoryObject } from "../../../../packages/cli/src/vendors/inventory-object.ts";
import { modelOf } from "../../engine/engine-double.ts";

const project = "vercel:index/project:Project";
const branch = "neon:index:Branch";
const endpoint = "neon:index:Endpoint";
const make = (
  vendor: InventoryObject["vendor"],
  kind: string,
  name: string,
  more: Partial<InventoryObject> = {},
): InventoryObject => ({ vendor, kind, id: `id of ${name}`, name, ...more });

const own: readonly InventoryObject[] = [
  make("vercel", project, "web-drill"),
  make("vercel", "vercel:index/projectDomain:ProjectDomain", "drill.x", {
    parent: { kind: project, id: "id of web-drill" },
  }),
  make("vercel", "vercel:index/edgeConfig:EdgeConfig", "bridge-api-drill"),
  make("neon", "neon:index:Project", "web-drill"),
  make("neon", branch, "main", { parent: { kind: "neon:index:Project", id: "id of web-drill" } }),
  make("neon", endpoint, "ep", { parent: { kind: branch, id: "id of main" } }),
  make("pagerduty", "pagerduty:index/service:Service", "bridge-api-drill-tickets"),
  make("datadog", "datadog:index/monitor:Monitor", "[drill] Web: requests fail"),
  make("datadog", "datadog:index/monitor:Monitor", "renamed by hand", { stage: "drill" }),
  make("datadog", "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable", "WEB__DRILL__VERCEL_BYPASS"),
  make("github", "github:index/repositoryEnvironment:RepositoryEnvironment", "web drill"),
];
const others: readonly InventoryObject[] = [
  make("vercel", project, "web-drill-2"),
  make("vercel", project, "web-prod"),
  make("neon", "neon:index:Project", "bridge-api-dev"),
  make("neon", branch, "drill-copy", { parent: { kind: "neon:index:Project", id: "id of bridge-api-dev" } }),
  make("pagerduty", "pagerduty:index/escalationPolicy:EscalationPolicy", "Drill"),
  make("datadog", "datadog:index/monitor:Monitor", "[drill-2] Web: requests fail"),
  make("datadog", "datadog:index/monitor:Monitor", "Web: [drill] is not at its beginning", { stage: "prod" }),
  make("datadog", "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable", "WEB__DRILL_2__VERCEL_BYPASS"),
  make("github", "github:index/repositoryEnvironment:RepositoryEnvironment", "web prod"),
  make("github", "github:index/issueLabel:IssueLabel", "web drill"),
];

test("takes every object of the stage with what is inside, and nothing else", () => {
  const found = objectsOfStage(modelOf("drill"), [...others, ...own].toReversed());
  expect(new Set(found)).toEqual(new Set(own));
});

test("the shared stack has no stage", () => {
  expect(objectsOfStage(modelOf("shared"), own)).toEqual([]);
});
