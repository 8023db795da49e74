import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import { refuseWith } from "../../../http/refusal.ts";
import { happen } from "../behaviour/happen.ts";
import { accountOf } from "../behaviour/people-routes.ts";
import { checksOf, standingOf, statusesOf } from "../checks/check-rows.ts";
import { mergeFiles } from "../git/changes.ts";
import { commitFor } from "../git/commits.ts";
import { isAncestor, mergeBase } from "../git/history.ts";
import { filesOf, type CommitData, type Repository } from "../git/objects.ts";
import { branchOf, filledRepository, resolveRef } from "../git/refs.ts";
import { bodyOf } from "../route.ts";
import { plain, push } from "../rules/push.ts";
import { putDeployment } from "./deploy.ts";
import { deploymentView } from "./deployment-view.ts";
import { ensureEnvironment } from "./environments.ts";

const creation = z.object({
  ref: z.string().min(1),
  task: z.string().max(128).optional(),
  auto_merge: z.boolean().optional(),
  required_contexts: z.array(z.string()).nullable().optional(),
  payload: z.union([z.string(), z.record(z.string(), z.unknown())]).optional(),
  environment: z.string().optional(),
  description: z.string().max(140).nullable().optional(),
  transient_environment: z.boolean().optional(),
  production_environment: z.boolean().optional(),
});
/** Makes a deployment of a reference, or merges the default branch into it first. @throws Refusal 409, 422 */
export function createDeployment(call: Call): Answer {
  const { world, now } = call;
  const repo = filledRepository(call);
  const given = bodyOf(creation, call, "Deployment");
  const commit = resolveRef(world, repo, given.ref);
  if (!commit) throw plain(422, `No ref found for: ${given.ref}`);
  const merged = given.auto_merge === false ? undefined : autoMerge(call, repo, given.ref, commit);
  if (merged !== undefined) return { status: 202, body: { message: merged } };
  refuseContexts(call, repo, commit.sha, given.required_contexts ?? undefined);
  const environment = given.environment ?? "production";
  ensureEnvironment(call, repo, environment);
  const made = putDeployment(world, now, repo, {
    sha: commit.sha,
    ref: given.ref,
    task: given.task ?? "deploy",
    payload: given.payload ?? {},
    environment,
    description: given.description ?? null,
    creator: accountOf(call).data.login,
    transient: given.transient_environment ?? false,
    production: given.production_environment ?? environment === "production",
  });
  happen(call, repo, {
    action: "deployment.create",
    text: `deploys ${given.ref} of ${repo.data.name} to ${environment}`,
    data: { deployment: made.data.id, sha: commit.sha, environment_name: environment },
  });
  return { status: 201, body: deploymentView(made, repo, call) };
}

/** Brings the default branch into a branch that is behind: 202 and no deployment, 409 where they contradict each other. */
function autoMerge(call: Call, repo: Repository, ref: string, head: CommitData): string | undefined {
  const { world } = call;
  const base = branchOf(world, repo, repo.data.default_branch)?.data;
  if (!base || !branchOf(world, repo, ref) || isAncestor(world, repo, base.sha, head.sha)) return undefined;
  const [common, ours, theirs] = [mergeBase(world, repo, base.sha, head.sha)?.sha, head.sha, base.sha].map((sha) =>
    filesOf(world, repo, sha),
  );
  const merge = mergeFiles(world, repo, common ?? {}, ours ?? {}, theirs ?? {});
  if (merge.kind === "conflict") throw plain(409, `Conflict merging ${base.name} into ${ref}.`);
  const commit = commitFor(call, repo, {
    message: `Merge branch '${base.name}' into ${ref}`,
    files: merge.files,
    parents: [head.sha, base.sha],
  });
  push(call, repo, { branch: ref, sha: commit.sha, refusal: 409 });
  return `Auto-merged ${base.name} into ${ref} on deployment.`;
}

/** Without a list all that were written must have succeeded; an empty list asks for nothing. Source: GitHub docs, "Create a deployment". */
function refuseContexts({ world }: Call, repo: Repository, sha: string, wanted: readonly string[] | undefined): void {
  const all = [
    ...checksOf(world, repo, sha).map(({ data }) => data.name),
    ...statusesOf(world, repo, sha).map(({ data }) => data.context),
  ];
  const contexts = [...new Set(wanted ?? all)].map((context) => ({
    context,
    state: standingOf(world, repo, sha, { context, app: null }),
  }));
  if (contexts.every(({ state }) => state === "passed")) return;
  const documentation = "https://docs.github.com/rest/deployments/deployments#create-a-deployment";
  const words = { failing: "failure", pending: "pending", expected: "pending", passed: "success" } as const;
  throw refuseWith(409, {
    message: "Conflict: Commit status checks failed for " + repo.data.default_branch + ".",
    errors: [
      {
        contexts: contexts.map(({ context, state }) => ({ context, state: words[state] })),
        resource: "Deployment",
        field: "required_contexts",
        code: "invalid",
      },
    ],
    documentation_url: documentation,
    status: "409",
  });
}
