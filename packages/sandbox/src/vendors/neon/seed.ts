/** What is there before anything is declared: nothing of its own yet. */
export function seed(): void {
  // People and things of this vendor come with its tables.
}
