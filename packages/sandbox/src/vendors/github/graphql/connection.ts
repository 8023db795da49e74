/** Arguments of every connection. */
export interface PageArgs {
  readonly first?: number | null;
  readonly after?: string | null;
}

/** A connection over items, in pages of `first` behind the cursor `after`. */
export function connection(items: readonly unknown[], { first, after }: PageArgs): Record<string, unknown> {
  const start = after ? Number(Buffer.from(after, "base64").toString("utf8")) : 0;
  const shown = items.slice(start, start + (first ?? 100));
  const cursor = (index: number): string => Buffer.from(String(start + index + 1)).toString("base64");
  return {
    totalCount: items.length,
    nodes: shown,
    edges: shown.map((node, index) => ({ node, cursor: cursor(index) })),
    pageInfo: {
      hasNextPage: start + shown.length < items.length,
      hasPreviousPage: start > 0,
      startCursor: shown.length > 0 ? cursor(0) : null,
      endCursor: shown.length > 0 ? cursor(shown.length - 1) : null,
    },
  };
}
