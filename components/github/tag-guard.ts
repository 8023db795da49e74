import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type Problem, type Resolution, type Vendors } from "@launchgate/core";
import { Component } from "../component.ts";
import { isAvailable } from "./availability.ts";
import { bypassActor, type NamedActor } from "./named-actor.ts";
import { repositoryPath } from "./rules-repository.ts";
import { releaseTagPattern, type RulesetEnforcement, type RulesetTarget, type Visibility } from "./wire.ts";

/** What guards release tags. */
export interface TagGuardArgs {
  /** Id of the service in the model, or `release-operations`. */
  readonly serviceId: string;
  /** Name of the repository. */
  readonly repository: pulumi.Input<string>;
  readonly visibility: Visibility;
  readonly vendors: Vendors;
  /** Who may create release tags; at least one, each by name. */
  readonly creators: readonly NamedActor[];
  /** The guard cannot be taken down by accident. */
  readonly protect: boolean;
}

/** {@link TagGuardArgs} as the two rulesets; `undefined` where the plan has no rulesets. */
export type ResolvedTagGuard = { readonly creators: github.types.input.RepositoryRulesetBypassActor[] } | undefined;

/** Fills in, or tells `github.tag-without-creator`. */
export function resolveTagGuard(args: TagGuardArgs): Resolution<ResolvedTagGuard> {
  const problems: Problem[] = [];
  if (args.creators.length === 0) {
    problems.push({
      code: "github.tag-without-creator",
      path: repositoryPath(args.serviceId),
      value: [],
      expected: "a team, app or person that may create release tags",
      fix: "Name who makes releases; without one no release can be tagged.",
    });
  }
  const available = isAvailable(args.vendors, args.visibility, "rulesets");
  return resolution(available ? { creators: args.creators.map(bypassActor) } : undefined, problems);
}

/**
 * Guards release tags `v*` (R1, P2): once made they never move and never go, for anybody; only named actors make them. Two
 * rulesets, because whoever may pass one passes all of its rules: the one that makes tags immutable lets nobody pass.
 */
export class TagGuard extends Component {
  constructor(name: string, args: TagGuardArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveTagGuard(args));
    super("launchgate:github:TagGuard", name, { serviceId: args.serviceId }, options);
    if (resolved) {
      const immutable = { update: true, deletion: true, nonFastForward: true };
      this.#ruleset("immutable", "launchgate: release tags never change", args, { rules: immutable, bypassActors: [] });
      const creation = { rules: { creation: true }, bypassActors: resolved.creators };
      this.#ruleset("creation", "launchgate: who makes release tags", args, creation);
    }
    this.registerOutputs({});
  }

  #ruleset(
    role: string,
    title: string,
    args: TagGuardArgs,
    rest: Pick<github.RepositoryRulesetArgs, "rules" | "bypassActors">,
  ): void {
    new github.RepositoryRuleset(
      this.child(role),
      {
        name: title,
        repository: args.repository,
        target: "tag" satisfies RulesetTarget,
        enforcement: "active" satisfies RulesetEnforcement,
        conditions: { refName: { includes: [releaseTagPattern], excludes: [] } },
        ...rest,
      },
      this.under({ protect: args.protect }),
    );
  }
}
