import { z } from "zod";
import { invalid } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import type { Entity } from "../../../world/entity.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { commitNamed, filledRepository } from "../git/refs.ts";
import { repoUrl } from "../git/views.ts";
import { pageOf } from "../pages.ts";
import { at, bodyOf, route } from "../route.ts";
import { repositoryView } from "../views/repository-view.ts";
import { appOf } from "./apps.ts";
import { statusesOf, type StatusData } from "./check-rows.ts";
import { statusView } from "./check-view.ts";

const input = z.object({
  state: z.enum(["error", "failure", "pending", "success"]),
  target_url: z.string().nullable().optional(),
  description: z.string().max(140).nullable().optional(),
  context: z.string().min(1).optional(),
});

/** Most statuses of one commit and context. Source: GitHub docs, "Create a commit status". */
const most = 1000;

/** Statuses of commits, and what they come to together. */
export const statusRoutes: readonly Route[] = [
  route(`POST ${at}/statuses/{sha} -> 201`, "statuses:write", (call) => {
    const { world, now, holder } = call;
    const repo = filledRepository(call);
    const { sha } = commitNamed(call, repo, call.params["sha"] ?? "");
    const { state, target_url: targetUrl, description, context = "default" } = bodyOf(input, call, "Status");
    const there = statusesOf(world, repo, sha).filter(({ data }) => data.context === context);
    if (there.length >= most)
      throw invalid("Status", {
        path: ["context"],
        code: "custom",
        message: "This SHA and context has reached the maximum number of statuses.",
      });
    const id = world.ids.number("github.commit-status", 7_000_001);
    const creator = accountOf(call).data.login;
    const about = {
      id,
      sha,
      state,
      context,
      description: description ?? null,
      targetUrl: targetUrl ?? null,
      creator,
      app: appOf(world, holder)?.id ?? null,
    };
    const made = world.store.add<StatusData>("github.commit-status", { parent: repo.key, at: now, data: about });
    happen(call, repo, {
      action: "statuses.create",
      text: `sets status "${context}" of ${repo.data.name} to ${state}`,
      data: { sha, context, state },
    });
    return { status: 201, body: statusView(made, repo, call) };
  }),
  route(`GET ${at}/commits/{ref}/statuses -> 200`, "statuses:read", (call) => {
    const repo = filledRepository(call);
    const { sha } = commitNamed(call, repo, call.params["ref"] ?? "");
    return pageOf(
      statusesOf(call.world, repo, sha).toReversed(),
      (each) => statusView(each, repo, call),
      undefined,
      call,
    );
  }),
  route(`GET ${at}/commits/{ref}/status -> 200`, "statuses:read", (call) => {
    const repo = filledRepository(call);
    const { sha } = commitNamed(call, repo, call.params["ref"] ?? "");
    const newest = [...new Map(statusesOf(call.world, repo, sha).map((each) => [each.data.context, each])).values()];
    const url = `${repoUrl(repo, call)}/commits/${sha}`;
    const about = {
      sha,
      total_count: newest.length,
      repository: repositoryView(repo, call),
      commit_url: url,
      url: `${url}/status`,
    };
    return {
      status: 200,
      body: { state: together(newest), statuses: newest.map((each) => statusView(each, repo, call)), ...about },
    };
  }),
];

/** What statuses come to: one failure fails all; nothing is pending. Source: GitHub docs, "Get the combined status". */
function together(statuses: readonly Entity<StatusData>[]): string {
  const states = statuses.map(({ data }) => data.state);
  if (states.some((each) => each === "error" || each === "failure")) return "failure";
  return states.length === 0 || states.includes("pending") ? "pending" : "success";
}
