import * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import { resolution, valueOrThrow, type Problem, type Resolution } from "@launchgate/core";
import { Component } from "../component.ts";
import { isAvailable } from "./availability.ts";
import { branchRules, type BranchRulesArgs } from "./branch-rules.ts";
import { bypassActor, type NamedActor } from "./named-actor.ts";
import { repositoryPath } from "./rules-repository.ts";
import { defaultBranchPattern, type RulesetEnforcement, type RulesetTarget } from "./wire.ts";

/** What guards a default branch. */
export interface BranchGuardArgs extends BranchRulesArgs {
  /** Id of the service in the model, or `release-operations`. */
  readonly serviceId: string;
  /** Name of the repository. */
  readonly repository: pulumi.Input<string>;
  /** Who may pass, each by name. Default nobody; the strict guard takes nobody. */
  readonly bypass?: readonly NamedActor[];
  /** The guard cannot be taken down by accident. */
  readonly protect: boolean;
}

/** {@link BranchGuardArgs} as the ruleset; `undefined` where the plan has no rulesets. */
export type ResolvedBranchGuard =
  | {
      readonly rules: github.types.input.RepositoryRulesetRules;
      readonly bypassActors: readonly github.types.input.RepositoryRulesetBypassActor[];
    }
  | undefined;

/** Fills in, or tells every problem: `github.guard-without-checks`, `github.duplicate-check`, `github.strict-guard-bypass`. */
export function resolveBranchGuard(args: BranchGuardArgs): Resolution<ResolvedBranchGuard> {
  const bypass = args.bypass ?? [];
  const resolved = isAvailable(args.vendors, args.visibility, "rulesets")
    ? { rules: branchRules(args), bypassActors: bypass.map(bypassActor) }
    : undefined;
  return resolution(resolved, [...checkProblems(args), ...bypassProblems(args, bypass)]);
}

function checkProblems(args: BranchGuardArgs): Problem[] {
  const path = `${repositoryPath(args.serviceId)}.requiredChecks`;
  const expected = "at least one check, each context once";
  const contexts = args.requiredChecks.map((check) => check.context);
  if (contexts.length === 0) {
    const fix = "Name the checks that a pull request must pass.";
    return [{ code: "github.guard-without-checks", path, value: [], expected, fix }];
  }
  const repeated = [...new Set(contexts.filter((context, index) => contexts.indexOf(context) !== index))];
  const fix = "Keep one of them, with the app that posts it.";
  return repeated.map((value) => ({ code: "github.duplicate-check", path, value, expected, fix }));
}

function bypassProblems(args: BranchGuardArgs, bypass: readonly NamedActor[]): Problem[] {
  if (args.guard !== "strict" || bypass.length === 0) return [];
  return [
    {
      code: "github.strict-guard-bypass",
      path: repositoryPath(args.serviceId),
      value: bypass.length,
      expected: "nobody who may pass the guard of the rules repository",
      fix: "Take the bypass away; use an emergency override (L2) instead.",
    },
  ];
}

/**
 * Guards the default branch (P6): reviews by code owners and by somebody else than the last pusher, checks pinned to the app
 * that posts them, signed commits, linear history or a merge queue, no force push, no deletion, no bypass by role.
 *
 * Where the plan has no rulesets nothing is declared; the gap is reported by the model's rules (A3). A token that may only
 * read does not see who may pass, so that such drift shows with a writing token only.
 */
export class BranchGuard extends Component {
  /** Numeric id of the ruleset; `undefined` where the plan has none. */
  readonly rulesetId: pulumi.Output<number> | undefined;

  constructor(name: string, args: BranchGuardArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveBranchGuard(args));
    super("launchgate:github:BranchGuard", name, { serviceId: args.serviceId, guard: args.guard }, options);
    this.rulesetId = resolved && this.#ruleset(args, resolved).rulesetId;
    this.registerOutputs({ rulesetId: this.rulesetId });
  }

  #ruleset(args: BranchGuardArgs, resolved: NonNullable<ResolvedBranchGuard>): github.RepositoryRuleset {
    return new github.RepositoryRuleset(
      this.child("ruleset"),
      {
        name: "launchgate: default branch",
        repository: args.repository,
        target: "branch" satisfies RulesetTarget,
        enforcement: "active" satisfies RulesetEnforcement,
        conditions: { refName: { includes: [defaultBranchPattern], excludes: [] } },
        bypassActors: [...resolved.bypassActors],
        rules: resolved.rules,
      },
      this.under({ protect: args.protect }),
    );
  }
}
