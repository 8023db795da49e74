import { modelSchema, type Model, type Problem, type Resolution } from "@launchgate/core";
import type { ServiceDatabaseArgs } from "../../../../components/neon/index.ts";
import { model as reference } from "../../../../stacks/index.ts";

/** A fresh copy of the reference model, free to be changed by a test. */
export function freshModel(): Model {
  return modelSchema.parse(structuredClone(reference));
}

/** The entry of `map` under `key`; fails the test where there is none. */
export function entry<T>(map: Readonly<Record<string, T>>, key: string): T {
  const value = map[key];
  if (value === undefined) throw new Error(`the reference model has no "${key}"`);
  return value;
}

/** Arguments of one service in one stage of `model`. */
export function argsOf(model: Model, serviceId = "web", stageId = "prod"): ServiceDatabaseArgs {
  return {
    organization: model.organization,
    serviceId,
    service: entry(model.services, serviceId),
    stageId,
    stage: entry(model.stages, stageId),
    vendors: model.vendors,
    neonOrgId: "org-test",
    protect: true,
  };
}

/** Arguments after `change` of the stage's database settings and of the whole model. */
export function changed(
  database: Partial<ServiceDatabaseArgs["stage"]["database"]>,
  change: (model: Model) => void = () => undefined,
  stageId = "prod",
): ServiceDatabaseArgs {
  const model = freshModel();
  Object.assign(entry(model.stages, stageId).database, database);
  change(model);
  return argsOf(model, "web", stageId);
}

/** Sets the Neon plan of a model. */
export const onPlan =
  (plan: Model["vendors"]["neon"]["plan"]) =>
  (model: Model): void => {
    model.vendors.neon.plan = plan;
  };

/** Code and key path of every problem, sorted. */
export function told(result: Resolution<unknown>): string[] {
  const problems: readonly Problem[] = result.ok ? [] : result.problems;
  return problems.map(({ code, path }) => `${code} at ${path}`).sort();
}
