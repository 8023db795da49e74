/** What is known of an error for who mends it: its trace. */
export function traceOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** What an error says, one line. */
export function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
