import { z } from "zod";
import { sendPage } from "../vendors/pagerduty-events.ts";
import type { Place } from "./git-files.ts";

/** What a person is called for. */
export interface Escalation {
  /** Names the matter: told again, it is the same issue and the same incident. */
  readonly subject: string;
  readonly title: string;
  /** Page of the run, with its logs (P9). */
  readonly run: string;
}

/** What was done. */
export interface EscalationResult {
  readonly issue: number;
  readonly url: string;
  readonly done: "opened" | "continued";
}

const issueSchema = z.object({
  number: z.number(),
  html_url: z.string(),
  body: z.string().nullable(),
  pull_request: z.unknown().optional(),
});

const markOf = (subject: string): string => `<!-- launchgate: ${subject} -->`;

/** Opens an issue, or continues the one that is open about the same matter: no second one, however often a job fails (P9). */
export async function openIssue(
  { github, repo }: Place,
  { subject, title, run }: Escalation,
): Promise<EscalationResult> {
  const text = `${title}.\n\nThe run with its logs: ${run}`;
  const query = { repo, state: "open" };
  const open = await github.list(`list issues of ${repo}`, "GET /repos/{owner}/{repo}/issues", query, issueSchema);
  const found = open.find(({ body, pull_request: pull }) => !pull && (body ?? "").startsWith(markOf(subject)));
  if (found === undefined) {
    const parameters = { repo, title, body: `${markOf(subject)}\n${text}` };
    const made = await github.call(
      `open an issue of ${repo}`,
      "POST /repos/{owner}/{repo}/issues",
      parameters,
      issueSchema,
    );
    return { issue: made.number, url: made.html_url, done: "opened" };
  }
  const at = { repo, issue_number: found.number, body: text };
  const route = "POST /repos/{owner}/{repo}/issues/{issue_number}/comments";
  await github.call(`comment on issue ${String(found.number)}`, route, at, z.object({ id: z.number() }));
  return { issue: found.number, url: found.html_url, done: "continued" };
}

/** Pages whoever is on call, with the run and the issue (P9). `baseUrl` absent: the public service. */
export function page(
  { subject, title, run }: Escalation,
  routingKey: string,
  issue: EscalationResult | undefined,
  baseUrl: string | undefined,
): Promise<void> {
  return sendPage(baseUrl === undefined ? {} : { baseUrl }, {
    routingKey,
    dedupKey: `launchgate/pipeline/${subject}`,
    summary: title,
    source: "launchgate pipelines",
    details: { run, ...(issue ? { issue: issue.url } : {}) },
  });
}
