import { z } from "zod";
import type { Call } from "../../../http/message.ts";
import { missing, Refusal } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import { happen } from "../behaviour/happen.ts";
import { commitOf, type Repository } from "../git/objects.ts";
import { commitNamed, filledRepository, repositoryOf } from "../git/refs.ts";
import { repoUrl } from "../git/views.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { plain } from "../rules/push.ts";
import { htmlUrl } from "../wire.ts";
import { appOf, type App } from "./apps.ts";
import { checksOf, type CheckData } from "./check-rows.ts";
import { checkView } from "./check-view.ts";

const statuses = ["queued", "in_progress", "completed", "waiting", "requested", "pending"] as const;
const conclusions = ["action_required", "cancelled", "failure", "neutral", "success", "skipped", "timed_out"] as const;
const annotation = z.object({
  path: z.string(),
  start_line: z.int(),
  end_line: z.int(),
  start_column: z.int().optional(),
  end_column: z.int().optional(),
  annotation_level: z.enum(["notice", "warning", "failure"]),
  message: z.string(),
  title: z.string().optional(),
  raw_details: z.string().optional(),
});
const text = z.string().max(65_535);
const output = z.object({
  title: z.string().optional(),
  summary: text.optional(),
  text: text.optional(),
  // At most 50 annotations a call; further calls add to them. Source: GitHub docs, "Update a check run".
  annotations: z.array(annotation).max(50).optional(),
});
const fields = {
  details_url: z.string().optional(),
  external_id: z.string().optional(),
  status: z.enum(statuses).optional(),
  started_at: z.string().optional(),
  conclusion: z.enum(conclusions).optional(),
  completed_at: z.string().optional(),
  output: output.optional(),
};
const creation = z.object({ name: z.string().min(1), head_sha: z.string(), ...fields });
const change = z.object({ name: z.string().min(1).optional(), ...fields });
const scopes = { read: "checks:read", write: "checks:write" };

/** Checks: written by apps only, each by its own (S1). */
export const checkRoutes: readonly Route[] = [
  route(`POST ${at}/check-runs -> 201`, scopes.write, (call) => {
    const repo = filledRepository(call);
    const app = needApp(call);
    const { name, head_sha: sha, ...given } = bodyOf(creation, call, "CheckRun");
    if (!commitOf(call.world, repo, sha)) throw plain(422, `No commit found for SHA: ${sha}`);
    const check = putCheck(call.world, call.now, repo, { name, sha, app: app.id, ...changed(call, undefined, given) });
    tell(call, repo, check);
    return { status: 201, body: checkView(check, repo, call) };
  }),
  route(`GET ${at}/check-runs/{check_run_id} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: checkView(checkNamed(call), repositoryOf(call), call),
  })),
  route(`PATCH ${at}/check-runs/{check_run_id} -> 200`, scopes.write, (call) => {
    const check = checkNamed(call);
    // Another app may not change it. Source: GitHub docs, "Update a check run"; text [unverified].
    if (needApp(call).id !== check.data.app)
      throw new Refusal({
        kind: "forbidden",
        needs: scopes.write,
        message: "Invalid app_id: the check run was created by another app.",
      });
    const { name, ...given } = bodyOf(change, call, "CheckRun");
    const changes = { ...(name === undefined ? {} : { name }), ...changed(call, check.data, given) };
    const next = call.world.store.alter<CheckData>(check, call.now, changes);
    tell(call, repositoryOf(call), next);
    return { status: 200, body: checkView(next, repositoryOf(call), call) };
  }),
  route(`GET ${at}/check-runs/{check_run_id}/annotations -> 200`, scopes.read, (call) => {
    const repo = repositoryOf(call);
    const { data } = checkNamed(call);
    const blob = (path: unknown): string =>
      `${htmlUrl(`${repo.data.owner}/${repo.data.name}`)}/blob/${data.sha}/${String(path)}`;
    const empty = { start_column: null, end_column: null, title: null, raw_details: null };
    return pageOf(data.annotations, (each) => ({ ...empty, ...each, blob_href: blob(each["path"]) }), undefined, call);
  }),
  route(`GET ${at}/commits/{ref}/check-runs -> 200`, scopes.read, (call) => {
    const repo = filledRepository(call);
    const { sha } = commitNamed(call, repo, call.params["ref"] ?? "");
    const found = checksOf(call.world, repo, sha).filter((each) => isAsked(each.data, call));
    const isLatest = call.request.query.get("filter") !== "all";
    const newest = new Map(found.map((each) => [`${String(each.data.app)} ${each.data.name}`, each]));
    return pageOf(
      (isLatest ? [...newest.values()] : [...found]).toReversed(),
      (each) => checkView(each, repo, call),
      "check_runs",
      call,
    );
  }),
];

/** Keeps a check. */
export function putCheck(
  world: World,
  now: number,
  repo: Repository,
  given: Pick<CheckData, "name" | "sha" | "app"> & Partial<CheckData>,
): Entity<CheckData> {
  const id = world.ids.number("github.check-run", 6_000_001);
  const empty = {
    status: "queued" as const,
    conclusion: null,
    startedAt: now,
    completedAt: null,
    externalId: null,
    detailsUrl: null,
    output: { title: null, summary: null, text: null },
    annotations: [],
  };
  return world.store.add<CheckData>("github.check-run", {
    parent: repo.key,
    at: now,
    data: { ...empty, ...given, id },
  });
}

type Given = Omit<z.output<typeof change>, "name">;

/** What a call changes: a conclusion completes the check, and one that is completed needs a conclusion. */
function changed(call: Call, before: CheckData | undefined, given: Given): Partial<CheckData> {
  const status = given.conclusion === undefined ? (given.status ?? before?.status ?? "queued") : "completed";
  const conclusion = given.conclusion ?? (status === "completed" ? (before?.conclusion ?? null) : null);
  if (status === "completed" && conclusion === null)
    throw plain(422, `Invalid request.\n\nIf you specify a completed status, you must provide a conclusion.`);
  const { title, summary, text: long, annotations } = given.output ?? {};
  const old = before?.output;
  return {
    status,
    conclusion,
    startedAt: given.started_at === undefined ? (before?.startedAt ?? call.now) : Date.parse(given.started_at),
    completedAt:
      status !== "completed"
        ? null
        : given.completed_at === undefined
          ? (before?.completedAt ?? call.now)
          : Date.parse(given.completed_at),
    detailsUrl: given.details_url ?? before?.detailsUrl ?? repoUrl(repositoryOf(call), call),
    externalId: given.external_id ?? before?.externalId ?? "",
    output: {
      title: title ?? old?.title ?? null,
      summary: summary ?? old?.summary ?? null,
      text: long ?? old?.text ?? null,
    },
    annotations: [...(before?.annotations ?? []), ...(annotations ?? [])],
  };
}

/** @throws Refusal 403 in GitHub's words for a token that is no app's */
function needApp({ world, holder }: Call): App {
  const app = appOf(world, holder);
  if (!app)
    throw new Refusal({ kind: "forbidden", needs: scopes.write, message: "You must authenticate via a GitHub App." });
  return app;
}

function checkNamed(call: Call): Entity<CheckData> {
  const all = call.world.store.children<CheckData>("github.check-run", repositoryOf(call).key);
  const found = all.find(({ data }) => String(data.id) === call.params["check_run_id"]);
  if (!found) throw missing("CheckRun");
  return found;
}

function isAsked(data: CheckData, { request: { query } }: Call): boolean {
  const app = query.get("app_id");
  return (
    data.name === (query.get("check_name") ?? data.name) &&
    data.status === (query.get("status") ?? data.status) &&
    (app === null || data.app === Number(app))
  );
}

function tell(call: Call, repo: Repository, { data }: Entity<CheckData>): void {
  const state = data.conclusion ?? data.status;
  happen(call, repo, {
    action: "checks.write",
    text: `says of check "${data.name}" of ${repo.data.name}: ${state}`,
    data: { sha: data.sha, check: data.name, state },
  });
}
