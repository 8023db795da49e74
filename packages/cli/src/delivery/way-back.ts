/** What a way back is told from. */
export interface WayBackArgs {
  readonly stack: string;
  /** Commit that was reviewed. */
  readonly commit: string;
  /** File with the state from before; undefined where nothing was written. */
  readonly keptState: string | undefined;
  /** When the first try began, ISO 8601; undefined where none did. */
  readonly begunAt: string | undefined;
  /** In a job of GitHub Actions: its machine goes with every file that is no artifact. */
  readonly inJob: boolean;
  /** File of the review, as given. */
  readonly reviewed: string;
}

/** How one returns from a delivery that failed, command by command; empty where nothing was written. (P9, B1) */
export function wayBack(args: WayBackArgs): readonly string[] {
  const { stack, commit, keptState, begunAt, reviewed, inJob } = args;
  const before = inJob ? begunAt && fromHistory(stack, begunAt) : keptState && imported(stack, keptState);
  if (before === undefined) return [];
  const again = inJob
    ? "re-run the failed jobs of this run"
    : `launchgate deploy --from ${stack} --reviewed ${reviewed}`;
  return [
    `To go on once the cause is mended: ${again}`,
    `To return: revert the merge of ${commit.slice(0, 12)} (git revert), have the pull request reviewed and merged; it is delivered like any other.`,
    `If it cannot wait for a review: check out the commit before, then launchgate preview --stack ${stack}, launchgate up --stack ${stack}`,
    `Only if the state itself is damaged: ${before}`,
  ];
}

function imported(stack: string, file: string): string {
  return `launchgate state import --stack ${stack} --file ${file}, then launchgate refresh --stack ${stack}`;
}

/**
 * A kept state is no artifact: ids may hold a secret in the open (decision 10), and who reads the repository reads its artifacts. The
 * backend has the state after each update, under the same access as the present one. Source: pulumi, pkg/backend/diy, `addToHistory`.
 */
function fromHistory(stack: string, begunAt: string): string {
  const file = `.pulumi/history/<project>/${stack}/${stack}-*.checkpoint.json`;
  return [
    "the state that was kept goes with the machine of this job.",
    `Fetch the newest ${file} of the backend from before ${begunAt} as FILE`,
    `(Pulumi Cloud: pulumi stack export --version), then on your machine ${imported(stack, "FILE")}`,
  ].join(" ");
}
