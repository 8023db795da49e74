import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { invalid, missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { make } from "../../../resource-table/change.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import type { Repository } from "../git/objects.ts";
import { repositoryOf } from "../git/refs.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { label } from "../tables/label.ts";
import type { UserData } from "../types.ts";
import { refuseLong } from "./comment-routes.ts";
import { alterIssue, issueNamed, issuesOf, putIssue, type Issue, type IssueData } from "./issue-rows.ts";
import { issueView, labelsOf } from "./issue-view.ts";

const scopes = { read: "issues:read", write: "issues:write" };
const labelName = z
  .union([z.string(), z.object({ name: z.string() })])
  .transform((each) => (typeof each === "string" ? each : each.name));
const fields = {
  body: z.string().nullable().optional(),
  labels: z.array(labelName).optional(),
  assignees: z.array(z.string()).optional(),
};
const creation = z.object({ title: z.string().min(1).max(256), ...fields });
const change = z.object({
  title: z.string().min(1).max(256).optional(),
  ...fields,
  state: z.enum(["open", "closed"]).optional(),
  state_reason: z.enum(["completed", "not_planned", "reopened", "duplicate"]).nullable().optional(),
});
const labelList = z.object({ labels: z.array(labelName) });

/** Issues and their labels. */
export const issueRoutes: readonly Route[] = [
  route(`POST ${at}/issues -> 201`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    const { title, body, labels, assignees } = bodyOf(creation, call, "Issue");
    refuseLong("Issue", body);
    refuseStrangers(call, assignees ?? []);
    const kept = knownLabels(call, repo, labels ?? []);
    const issue = putIssue(call, repo, {
      title,
      body: body ?? null,
      author: accountOf(call).data.login,
      labels: kept,
      assignees: assignees ?? [],
    });
    happen(call, repo, {
      action: "issue.create",
      text: `opens issue #${String(issue.data.number)} "${title}" of ${repo.data.name}`,
      data: { number: issue.data.number },
    });
    return { status: 201, body: issueView(issue, repo, call) };
  }),
  route(`GET ${at}/issues -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const found = issuesOf(call.world, repo)
      .filter((each) => isAsked(each, call))
      .toReversed();
    return pageOf(found, (each) => issueView(each, repo, call), undefined, call);
  }),
  route(`GET ${at}/issues/{issue_number} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: issueView(issueNamed(call), repositoryOf(call), call),
  })),
  route(`PATCH ${at}/issues/{issue_number} -> 200`, scopes.write, (call) => {
    const repo = repositoryOf(call);
    const issue = issueNamed(call);
    const { title, body, labels, assignees, state, state_reason: reason } = bodyOf(change, call, "Issue");
    refuseLong("Issue", body);
    refuseStrangers(call, assignees ?? []);
    const next = alterIssue(call.world, issue, call.now, {
      ...(title === undefined ? {} : { title }),
      ...(body === undefined ? {} : { body }),
      ...(assignees === undefined ? {} : { assignees }),
      ...(labels === undefined ? {} : { labels: knownLabels(call, repo, labels) }),
      ...(state === undefined || state === issue.data.state ? {} : turned(call, state, reason ?? null)),
    });
    if (next.data.state !== issue.data.state) tellTurn(call, repo, next);
    return { status: 200, body: issueView(next, repo, call) };
  }),
  route(`GET ${at}/issues/{issue_number}/labels -> 200`, scopes.read, (call) =>
    pageOf(labelsOf(issueNamed(call), repositoryOf(call), call), (each) => each, undefined, call),
  ),
  ...(["POST", "PUT"] as const).map((method) =>
    route(`${method} ${at}/issues/{issue_number}/labels -> 200`, scopes.write, (call) => {
      const repo = repositoryOf(call);
      const issue = issueNamed(call);
      const given = Array.isArray(call.request.body) ? { labels: call.request.body as unknown[] } : call.request.body;
      const parsed = labelList.safeParse(given);
      if (!parsed.success) throw invalid("Issue", { path: ["labels"], code: "missing", message: "missing" });
      const added = knownLabels(call, repo, parsed.data.labels);
      const labels = [...new Set([...(method === "POST" ? issue.data.labels : []), ...added])];
      return { status: 200, body: labelsOf(alterIssue(call.world, issue, call.now, { labels }), repo, call) };
    }),
  ),
  route(`DELETE ${at}/issues/{issue_number}/labels/{label} -> 200`, scopes.write, (call) => {
    const issue = issueNamed(call);
    const gone = (call.params["label"] ?? "").toLowerCase();
    if (!issue.data.labels.some((each) => each.toLowerCase() === gone)) throw missing("Label", gone);
    const labels = issue.data.labels.filter((each) => each.toLowerCase() !== gone);
    return {
      status: 200,
      body: labelsOf(alterIssue(call.world, issue, call.now, { labels }), repositoryOf(call), call),
    };
  }),
];

/** What changes when an issue or pull request is closed or opened again. */
export function turned(call: Call, state: "open" | "closed", reason: IssueData["reason"]): Partial<IssueData> {
  const by = accountOf(call).data.login;
  if (state === "open") return { state, reason: "reopened", closedAt: null, closedBy: null };
  return { state, reason: reason ?? "completed", closedAt: call.now, closedBy: by };
}

function tellTurn(call: Call, repo: Repository, { data }: Issue): void {
  const verb = data.state === "closed" ? "closes" : "opens again";
  const action = data.state === "closed" ? "issue.close" : "issue.reopen";
  happen(call, repo, {
    action,
    text: `${verb} #${String(data.number)} of ${repo.data.name}`,
    data: { number: data.number },
  });
}

/** Names of labels as they are kept; those that are not there are made. Source: GitHub docs, "Add labels to an issue" [unverified]. */
function knownLabels(call: Call, repo: Repository, names: readonly string[]): string[] {
  return names.map((name) => {
    const all = call.world.store.children("github.label", repo.key);
    const found = all.find(({ data }) => String(data["name"]).toLowerCase() === name.toLowerCase());
    return String((found ?? make(label, { name }, call, repo)).data["name"]);
  });
}

function refuseStrangers({ world }: Call, logins: readonly string[]): void {
  const known = new Set(world.store.all<UserData>("github.user").map(({ data }) => data.login));
  const stranger = logins.find((each) => !known.has(each));
  if (stranger === undefined) return;
  throw invalid("Issue", { path: ["assignees"], code: "range", message: "invalid", given: stranger });
}

function isAsked({ data, updated }: Issue, { request: { query } }: Call): boolean {
  const state = query.get("state") ?? "open";
  const labels = (query.get("labels") ?? "").split(",").filter((each) => each !== "");
  const since = Date.parse(query.get("since") ?? "");
  const has = labels.every((each) => data.labels.some((own) => own.toLowerCase() === each.toLowerCase()));
  return (state === "all" || data.state === state) && has && (Number.isNaN(since) || updated >= since);
}
