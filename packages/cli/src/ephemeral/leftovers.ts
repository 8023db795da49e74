import { serviceStageName, type NameKind, type StackModel } from "@launchgate/core";
import type { InventoryObject } from "../vendors/inventory-object.ts";

const kinds = ["vercelProject", "neonProject", "vercelEdgeConfig", "pagerDutyService"] as const satisfies NameKind[];

/**
 * The objects of an inventory that belong to one throw-away stage: named after it as our components name things, tagged with it, or
 * inside such a one. A stage's name is its own among all stages, so nothing of another one is taken. Pure. (D2)
 */
export function objectsOfStage(model: StackModel, objects: readonly InventoryObject[]): readonly InventoryObject[] {
  const { stack } = model;
  if (stack.kind !== "stage") return [];
  const names = vendorNames(stack.services, stack.stage);
  const direct = objects.filter((each) => isNamedAfter(each, stack.stage, names));
  const taken = new Set(direct.map(keyOf));
  // Containers hold containers: look until nothing is added.
  for (let before = -1; before !== taken.size;) {
    before = taken.size;
    for (const each of objects) {
      if (each.parent !== undefined && taken.has(`${each.parent.kind} ${each.parent.id}`)) taken.add(keyOf(each));
    }
  }
  return objects.filter((each) => taken.has(keyOf(each)));
}

function keyOf({ kind, id }: Pick<InventoryObject, "kind" | "id">): string {
  return `${kind} ${id}`;
}

/** Names of the stage's own objects, whole and as vendors shorten them. */
function vendorNames(services: readonly string[], stage: string): ReadonlySet<string> {
  return new Set(
    services.flatMap((service) => [
      ...kinds.map((kind) => serviceStageName(kind, service, stage)),
      serviceStageName("pagerDutyService", service, `${stage}-tickets`),
    ]),
  );
}

function isNamedAfter(
  { vendor, kind, name, stage: tagged }: InventoryObject,
  stage: string,
  names: ReadonlySet<string>,
): boolean {
  if (tagged === stage || names.has(name)) return true;
  if (vendor === "github") return kind.endsWith(":RepositoryEnvironment") && name.split(" ").at(-1) === stage;
  if (vendor !== "datadog") return false;
  // `[drill-x] Web: ...` of monitors, objectives, tests and dashboards; `regulated-drill-x` of log indexes.
  const inVariable = `__${stage.toUpperCase().replaceAll("-", "_")}__`;
  return (
    name.startsWith(`[${stage}] `) ||
    name.includes(inVariable) ||
    (kind.endsWith(":LogsIndex") && name.endsWith(`-${stage}`))
  );
}
