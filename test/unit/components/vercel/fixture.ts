import { modelSchema, type Model, type Problem, type Resolution } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import type { ServiceProjectArgs } from "../../../../components/vercel/service-project-args.ts";
import { model as reference } from "../../../../stacks/index.ts";

/** Values that must never appear in plain text in anything that is registered. */
export const secrets = {
  config: "s3cret-from-config",
  direct: "postgresql://u:s3cret-direct@h/d",
  pooled: "postgresql://u:s3cret-pooled@h/d",
  paging: "s3cret-routing-key",
  drain: "s3cret-intake-key",
} as const;

/** Where logs go in these tests. */
export const drainEndpoint = "https://logs.example.com/intake?ddsource=vercel";

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

/** Arguments of one service in one stage of `model`, with every source offered. */
export function argsOf(model: Model, serviceId = "web", stageId = "prod"): ServiceProjectArgs {
  return {
    organization: model.organization,
    serviceId,
    service: entry(model.services, serviceId),
    stageId,
    stage: entry(model.stages, stageId),
    ramp: model.release.ramp,
    vendors: model.vendors,
    accessGroupIds: Object.fromEntries(Object.keys(model.organization.teams).map((id) => [id, `ag_${id}`])),
    sources: {
      secret: (key) => pulumi.secret(`${secrets.config}-${key}`),
      neonConnectionUri: pulumi.secret(secrets.direct),
      neonPooledConnectionUri: pulumi.secret(secrets.pooled),
      pagerDutyIntegrationKey: pulumi.secret(secrets.paging),
    },
    logDrain: { endpoint: drainEndpoint, headers: { "DD-API-KEY": pulumi.secret(secrets.drain) } },
    protect: true,
  };
}

/** Code and key path of every problem, sorted. */
export function told(result: Resolution<unknown>): string[] {
  const problems: readonly Problem[] = result.ok ? [] : result.problems;
  return problems.map(({ code, path }) => `${code} at ${path}`).sort();
}
