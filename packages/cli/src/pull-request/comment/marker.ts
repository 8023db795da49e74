/** What a comment of ours says of itself, unseen by readers. */
export interface Marker {
  readonly pull: number;
  /** Commit that was reviewed. */
  readonly head: string;
}

/** The first line of every comment. */
export function markerLine({ pull, head }: Marker): string {
  return `<!-- launchgate:review pull=${String(pull)} head=${head} -->`;
}

const pattern = /^<!-- launchgate:review pull=(\d{1,10}) head=([0-9a-f]{40}) -->(?:\r?\n|$)/;

/** The marker of a comment's text; undefined where it does not begin with one. Who wrote it is another question. */
export function markerOf(body: string): Marker | undefined {
  const [, pull, head] = pattern.exec(body) ?? [];
  return pull === undefined || head === undefined ? undefined : { pull: Number(pull), head };
}
