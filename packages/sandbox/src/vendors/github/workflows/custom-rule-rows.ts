import type { Data, Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { Environment } from "../deployments/environments.ts";

/** Where the rules are kept. */
export const collection = "github.deployment-protection-rule";

/** That an app is asked before a job deploys to an environment. */
export interface CustomRuleData extends Data {
  readonly id: number;
  /** Number of the app. */
  readonly app: number;
}

/** A rule of an environment. */
export type CustomRule = Entity<CustomRuleData>;

/** Rules of an environment by which apps are asked. */
export function rulesOf(world: World, { key }: Environment): readonly CustomRule[] {
  return world.store.children<CustomRuleData>(collection, key);
}

/** Apps whose word a job needs that deploys to an environment. */
export function appsAsked(world: World, environment: Environment | undefined): readonly number[] {
  return environment === undefined ? [] : rulesOf(world, environment).map(({ data }) => data.app);
}
