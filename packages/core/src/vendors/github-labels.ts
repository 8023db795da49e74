/**
 * Labels that GitHub itself puts into a new repository, in small letters. The provider only creates and never takes over, so that
 * declaring one of them ends in "already_exists"; and nobody added them. Source: GitHub docs, "Managing labels", default labels.
 */
export const labelsMadeByGitHub: readonly string[] = [
  "bug",
  "documentation",
  "duplicate",
  "enhancement",
  "good first issue",
  "help wanted",
  "invalid",
  "question",
  "wontfix",
];
