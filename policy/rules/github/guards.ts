import type { StackContext } from "../../define-rule.ts";
import type { ResourceView } from "../../kernel/graph.ts";
import type { View } from "../../kernel/view.ts";

/** Type token of a repository ruleset. */
export const RULESET = "github:index/repositoryRuleset:RepositoryRuleset";
/** Type token of the older branch protection (v4, GraphQL). */
export const PROTECTION = "github:index/branchProtection:BranchProtection";
/** Both ways to guard a branch. */
export const GUARD_TYPES = [RULESET, PROTECTION] as const;
/** GitHub's own page of what a ruleset can demand. */
export const RULES_PAGE =
  "https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-rulesets/available-rules-for-rulesets";

const mainBranches = new Set(["~DEFAULT_BRANCH", "~ALL", "refs/heads/main", "refs/heads/master", "main", "master"]);

/** A check that a pull request must pass. */
export interface GuardCheck {
  readonly context: string;
  /** The App that must have posted it is named. */
  readonly pinned: boolean;
}

/** What guards the main branch of a repository, whichever of the two kinds of resource says so. */
export class Guard {
  readonly resource: ResourceView;
  readonly #isRuleset: boolean;

  constructor(resource: ResourceView) {
    this.resource = resource;
    this.#isRuleset = resource.type === RULESET;
  }

  /** Name or id of the repository. */
  get repository(): string {
    return this.resource.text(this.#isRuleset ? "repository" : "repositoryId") ?? this.resource.name;
  }

  /** Whether it speaks of the main branch. */
  get guardsMain(): boolean {
    if (!this.#isRuleset) return mainBranches.has(this.resource.text("pattern") ?? "");
    if (this.resource.text("target") !== "branch") return false;
    return this.resource.texts("conditions.refName.includes").some((each) => mainBranches.has(each));
  }

  get isActive(): boolean {
    return !this.#isRuleset || this.resource.text("enforcement") === "active";
  }

  /** Approving reviews that are needed. */
  get reviews(): number {
    if (this.#isRuleset) return this.resource.number("rules.pullRequest.requiredApprovingReviewCount") ?? 0;
    return Math.max(0, ...this.#reviewBlocks.map((each) => each.number("requiredApprovingReviewCount") ?? 0));
  }

  get lastPushApproved(): boolean {
    return this.#review("requireLastPushApproval", "requireLastPushApproval");
  }

  get ownersReview(): boolean {
    return this.#review("requireCodeOwnerReview", "requireCodeOwnerReviews");
  }

  get staleReviewsDismissed(): boolean {
    return this.#review("dismissStaleReviewsOnPush", "dismissStaleReviews");
  }

  get threadsResolved(): boolean {
    return this.#flag("rules.pullRequest.requiredReviewThreadResolution", "requireConversationResolution");
  }

  get signed(): boolean {
    return this.#flag("rules.requiredSignatures", "requireSignedCommits");
  }

  /** No merge bubbles: linear, or through a merge queue. */
  get linear(): boolean {
    return this.#flag("rules.requiredLinearHistory", "requiredLinearHistory") || this.resource.has("rules.mergeQueue");
  }

  /** No force push and no deletion. */
  get permanent(): boolean {
    if (this.#isRuleset) return this.#on("rules.nonFastForward") && this.#on("rules.deletion");
    return this.resource.flag("allowsForcePushes") !== true && this.resource.flag("allowsDeletions") !== true;
  }

  get checks(): readonly GuardCheck[] {
    if (!this.#isRuleset) {
      const contexts = this.resource.items("requiredStatusChecks").flatMap((each) => each.texts("contexts"));
      return contexts.map((context) => ({ context, pinned: false }));
    }
    return this.resource.items("rules.requiredStatusChecks.requiredChecks").map((each) => ({
      context: each.text("context") ?? "",
      pinned: (each.number("integrationId") ?? 0) > 0,
    }));
  }

  /** Checks ran on the newest state of the main branch. */
  get strict(): boolean {
    if (this.#isRuleset) return this.#on("rules.requiredStatusChecks.strictRequiredStatusChecksPolicy");
    return this.resource.items("requiredStatusChecks").some((each) => each.flag("strict") === true);
  }

  /** Who may pass by, as `kind (mode)`. */
  get bypass(): readonly string[] {
    if (this.#isRuleset) {
      const actors = this.resource.items("bypassActors");
      return actors.map((each) => `${each.text("actorType") ?? "somebody"} (${each.text("bypassMode") ?? "always"})`);
    }
    const open = this.resource.flag("enforceAdmins") === true ? [] : ["administrators (always)"];
    return [...open, ...this.resource.texts("forcePushBypassers").map((each) => `${each} (force push)`)];
  }

  get #reviewBlocks(): readonly View[] {
    return this.resource.items("requiredPullRequestReviews");
  }

  #review(inRuleset: string, inProtection: string): boolean {
    if (this.#isRuleset) return this.#on(`rules.pullRequest.${inRuleset}`);
    return this.#reviewBlocks.some((each) => each.flag(inProtection) === true);
  }

  #flag(inRuleset: string, inProtection: string): boolean {
    return this.#on(this.#isRuleset ? inRuleset : inProtection);
  }

  #on(path: string): boolean {
    return this.resource.flag(path) === true;
  }
}

/** Guards of the main branch of the same repository as `resource`, active ones alone; empty where `resource` is no such guard. */
function together(resource: ResourceView, { graph }: StackContext): readonly Guard[] {
  const own = new Guard(resource);
  if (!own.guardsMain || !own.isActive) return [];
  const all = graph.ofType(...GUARD_TYPES).map((each) => new Guard(each));
  return all.filter((each) => each.repository === own.repository && each.guardsMain && each.isActive);
}

/**
 * What a repository lacks when none of the guards of its main branch `holds`: GitHub adds their rules up. Told once, at the first of them.
 */
export function lacking(
  resource: ResourceView,
  context: StackContext,
  holds: (guard: Guard) => boolean,
  message: (guard: Guard) => string,
): readonly string[] {
  const guards = together(resource, context);
  const first = guards.find((each, index) => index === 0 && each.resource.urn === resource.urn);
  return first === undefined || guards.some(holds) ? [] : [message(first)];
}
