import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { repositoryOf } from "../git/refs.ts";
import { pageOf } from "../pages.ts";
import { at, route } from "../route.ts";
import { runNamed } from "../workflows/workflow-rows.ts";
import { artifactNamed, artifactsOf, type Artifact } from "./artifact-rows.ts";
import { artifactView } from "./artifact-view.ts";
import { content, sendOn } from "./download.ts";

const scopes = { read: "actions:read", write: "actions:write" };
const one = `${at}/actions/artifacts/{artifact_id}`;

/** What runs left: plan documents, reviews, builds (P2, P7). A runner leaves them by the control interface. */
export const artifactRoutes: readonly Route[] = [
  route(`GET ${at}/actions/artifacts -> 200`, scopes.read, (call) =>
    list(call, artifactsOf(call.world, repositoryOf(call))),
  ),
  route(`GET ${at}/actions/runs/{run_id}/artifacts -> 200`, scopes.read, (call) => {
    const { key } = runNamed(call);
    const own = artifactsOf(call.world, repositoryOf(call)).filter(({ data }) => data.run === key);
    return list(call, call.request.query.get("direction") === "asc" ? own.toReversed() : own);
  }),
  route(`GET ${one} -> 200`, scopes.read, (call) => ({
    status: 200,
    body: artifactView(artifactNamed(call), repositoryOf(call), call),
  })),
  route(`GET ${one}/zip -> 302`, scopes.read, sendOn, `${one}/{archive_format}`),
  route(`DELETE ${one} -> 204`, scopes.write, (call) => {
    call.world.store.remove(artifactNamed(call).key);
    return { status: 204 };
  }),
  {
    method: "GET",
    template: "/_artifacts/content",
    scope: "public",
    statuses: [200],
    source: "where an artifact is sent on to: at GitHub a store of its own [unverified]",
    run: content,
  },
];

function list(call: Call, all: readonly Artifact[]): Answer {
  const name = call.request.query.get("name");
  const found = all.filter(({ data }) => name === null || data.name === name);
  const repo = repositoryOf(call);
  return pageOf(found, (each) => artifactView(each, repo, call), "artifacts", call);
}
