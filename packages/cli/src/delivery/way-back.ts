/** What a way back is told from. */
export interface WayBackArgs {
  readonly stack: string;
  /** Commit that was reviewed. */
  readonly commit: string;
  /** File with the state from before; undefined where nothing was written. */
  readonly keptState: string | undefined;
  /** File of the review, as given. */
  readonly reviewed: string;
}

/** How one returns from a delivery that failed, command by command; empty where nothing was written. (P9, B1) */
export function wayBack({ stack, commit, keptState, reviewed }: WayBackArgs): readonly string[] {
  if (keptState === undefined) return [];
  return [
    `To go on once the cause is mended: launchgate deploy --from ${stack} --reviewed ${reviewed}`,
    `To return: revert the merge of ${commit.slice(0, 12)} (git revert), have the pull request reviewed and merged; it is delivered like any other.`,
    `If it cannot wait for a review: check out the commit before, then launchgate preview --stack ${stack}, launchgate up --stack ${stack}`,
    `Only if the state itself is damaged: launchgate state import --stack ${stack} --file ${keptState}, then launchgate refresh --stack ${stack}`,
  ];
}
