import type { CommandSpec, OptionSpec } from "../command.ts";

const output: readonly OptionSpec[] = [
  { flags: "--json", description: "print one JSON object", default: false },
  { flags: "--debug", description: "print the stack of an error", default: false },
];
const at: OptionSpec = {
  flags: "--at <instant>",
  description: "judge as of this moment (ISO 8601); give both sides the same; default now",
};
const review: OptionSpec = {
  flags: "--review <file>",
  description: "what `pr review --out` wrote",
  required: true,
};

/** Commands that carry a change from its plan to its comment: rows for the command table. */
export const prCommands: readonly CommandSpec[] = [
  {
    name: "pr plan",
    summary:
      "Write one plan document for each stack of one side of a pull request: data for the review, without secrets.",
    options: [
      { flags: "--side <side>", description: "base or head", required: true },
      { flags: "--commit <sha>", description: "full id of the commit that is checked out", required: true },
      { flags: "--out <folder>", description: "folder for the documents", required: true },
      { flags: "--stack <name>", description: "only this stack; may be given several times", repeatable: true },
      {
        flags: "--engine",
        description: "ask the engine for a preview as well; needs credentials to read",
        default: false,
      },
      {
        flags: "--target <target>",
        description: "live, sandbox or sandbox-official; default: what the stack is bound to",
      },
      {
        flags: "--overlay <file>",
        description: "YAML laid over the model; may be given several times",
        repeatable: true,
      },
      at,
      {
        flags: "--at-of <folder>",
        description: "judge as of the moment of these documents, of the last 24 hours, where --at is not given",
      },
      ...output,
    ],
    examples: [
      "pr plan --side head --commit 0123456789abcdef0123456789abcdef01234567 --out plans/head",
      "pr plan --side base --commit 89abcdef0123456789abcdef0123456789abcdef --out plans/base --engine",
    ],
    requirements: ["P7", "S2"],
    load: async () => (await import("../actions/pr-plan.ts")).prPlan,
  },
  {
    name: "pr review",
    summary:
      "Judge a change by its plan documents and the rules of this folder, the base branch: exit 0 passes, 4 blocked, 5 undecided.",
    options: [
      { flags: "--base <folder>", description: "plan documents of the base", required: true },
      {
        flags: "--head <folder>",
        description: "plan documents of the change: read as data that anybody may have written",
        required: true,
      },
      { flags: "--base-commit <sha>", description: "commit of the base", required: true },
      { flags: "--head-commit <sha>", description: "commit of the change", required: true },
      {
        flags: "--changed <file>",
        description: "paths that the change touches, one a line or with NUL between; default: Git is asked",
      },
      {
        flags: "--removed <name>",
        description: "stack whose removal is known; any other one that is missing blocks",
        repeatable: true,
      },
      { flags: "--out <file>", description: "file for the review as JSON" },
      at,
      ...output,
    ],
    examples: [
      "pr review --base plans/base --head plans/head --base-commit 89abcdef0123456789abcdef0123456789abcdef --head-commit 0123456789abcdef0123456789abcdef01234567 --out review.json",
    ],
    requirements: ["P7", "R8", "A3", "S1"],
    load: async () => (await import("../actions/pr-review.ts")).prReview,
  },
  {
    name: "pr comment",
    summary:
      "Write a review as one comment, as a check with annotations, and as the step's summary; the newer of two wins.",
    options: [
      review,
      { flags: "--pull <number>", description: "number of the pull request", required: true },
      {
        flags: "--repository <name>",
        description: "owner and name; default GITHUB_REPOSITORY, else the repository of these rules",
      },
      { flags: "--endpoint <url>", description: "base URL of GitHub's REST interface" },
      { flags: "--full <file>", description: "file for the whole review as Markdown, whatever its size" },
      { flags: "--dry-run", description: "print the comment and send nothing", default: false },
      ...output,
    ],
    examples: ["pr comment --review review.json --pull 42", "pr comment --review review.json --pull 42 --dry-run"],
    requirements: ["P7", "S3"],
    load: async () => (await import("../actions/pr-comment.ts")).prComment,
  },
];
