import { checklistCheck } from "@launchgate/core";
import { z } from "zod";
import { counted } from "../counted.ts";
import { text } from "../pull-request/comment/escape.ts";
import type { GitHubClient } from "../vendors/github-client.ts";
import type { CheckedItem, CheckedText } from "./ticks.ts";

/** What the check of the checklist says. */
export interface ChecklistWords {
  /** Never `success`. GitHub lets a required check pass that is `neutral`, so a required one is `action_required` (R4). */
  readonly conclusion: "action_required" | "neutral";
  readonly title: string;
  readonly summary: string;
  /** Every item, Markdown. */
  readonly text: string;
}

/** The checklist of a pull request as a check: what is wrong with the text, else that there is no evidence yet. Never green (R4). */
export function checklistWords({ type, items, problems }: CheckedText, isRequired: boolean): ChecklistWords {
  const isBlocked = problems.length > 0;
  const binding = isRequired
    ? "The model requires this check: nothing is merged without evidence."
    : "The model does not require this check: it keeps nothing from being merged.";
  const told = isBlocked
    ? problems.map((each) => `- ${text(each)}`).join("\n")
    : "Every box is right, and no item has evidence yet.";
  return {
    conclusion: isBlocked || isRequired ? "action_required" : "neutral",
    title: isBlocked ? `The checklist lacks ${counted(problems.length, "thing")}` : "No evidence yet",
    summary: `Release type: ${type ?? "not known"}.\n\n${told}\n\n${binding}`,
    text: ["| item | box | evidence | title |", "| --- | --- | --- | --- |", ...items.map(row)].join("\n"),
  };
}

function row({ id, state, title }: CheckedItem): string {
  return `| ${text(id)} | ${state} | no evidence yet | ${text(title)} |`;
}

/** Writes the check on a commit; the token must be that of a job, whose app branch rules name for it. */
export async function writeChecklistCheck(
  github: GitHubClient,
  repository: string,
  commit: string,
  { conclusion, ...output }: ChecklistWords,
): Promise<void> {
  const about = { name: checklistCheck, head_sha: commit, status: "completed", conclusion };
  const route = "POST /repos/{owner}/{repo}/check-runs";
  const what = `write the check ${checklistCheck} of ${repository}`;
  await github.call(what, route, { repo: repository, ...about, output }, z.object({ id: z.number() }));
}
