import type * as github from "@pulumi/github";
import type * as pulumi from "@pulumi/pulumi";
import type { BypassMode, NamedActorType } from "./wire.ts";

/** Somebody with a name who may pass a ruleset; "every administrator" cannot be said (P3, P6). */
export interface NamedActor {
  /** Team, GitHub App or person. */
  readonly type: NamedActorType;
  /** Numeric id of the team, the app or the person. */
  readonly id: pulumi.Input<number>;
  /** When they may pass. */
  readonly mode: BypassMode;
}

/** The actor as the provider takes it. */
export function bypassActor(actor: NamedActor): github.types.input.RepositoryRulesetBypassActor {
  return { actorType: actor.type, actorId: actor.id, bypassMode: actor.mode };
}
