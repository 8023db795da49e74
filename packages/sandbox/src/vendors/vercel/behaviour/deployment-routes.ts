import type { Answer, Call } from "../../../http/message.ts";
import { missing } from "../../../http/refusal.ts";
import type { Route } from "../../../http/router.ts";
import { make } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { alphabets } from "../../../world/ids.ts";
import { enqueue, tellBuild } from "../release/build.ts";
import { wholeView } from "../release/deployment-view.ts";
import { changeDeployment, deploymentOf, type Deployment, type Project } from "../release/moment.ts";
import { deployment, type Artefact, type DeploymentData } from "../tables/deployment.ts";
import type { ProjectData } from "../tables/project.ts";
import { newId, refused } from "../wire.ts";
import { tell } from "./activity.ts";
import { bodyOf } from "./body.ts";
import { cronsIn, digestsIn, newDeployment, type NewDeployment } from "./deployment-fields.ts";

const source = "vercel.json POST /v13/deployments, PATCH /v12/deployments/{id}/cancel; @vercel/sdk 1.28.35";
const common = { source, statuses: [200] };

/** Making deployments and stopping them. What follows is done by the clock: release/build.ts. */
export const deploymentRoutes: readonly Route[] = [
  { ...common, method: "POST", template: "/deployments", scope: "deploy", run: create },
  { ...common, method: "PATCH", template: "/deployments/{id}/cancel", scope: "deploy", run: cancel },
  { ...common, method: "GET", template: "/deployments/{idOrUrl}/events", scope: "read", run: events },
  { ...common, method: "POST", template: "/files", scope: "deploy", run: upload, source: "vercel.json POST /v2/files" },
];

function create(call: Call): Answer {
  const given = bodyOf(newDeployment, call, "Deployment");
  const project = projectOf(given, call);
  refuseUnknownFiles(given, call);
  const old = given.deploymentId === undefined ? undefined : deploymentOf(call, project, given.deploymentId);
  if (given.deploymentId !== undefined && !old) throw missing("Deployment", given.deploymentId);
  const made = deploy(call, project, given, old);
  return { status: 200, body: wholeView(made, call) };
}

/** Makes a deployment, new or of the files of another, and puts it into the queue. */
export function deploy(call: Call, project: Project, given: NewDeployment, old?: Deployment): Deployment {
  const id = newId(call.world, "dpl");
  const hash = call.world.ids.text("vercel.deployment-url", alphabets.lower, 9);
  const meta = { ...old?.data.meta, ...given.meta };
  const gitSource = given.gitSource ?? old?.data.gitSource;
  const data: DeploymentData = {
    ...{
      id,
      name: project.data.name,
      meta,
      target: targetOf(given, old),
      readyState: "QUEUED",
      holder: call.holder.id,
    },
    url: `${project.data.name}-${hash}-${call.world.seed.organization}.vercel.app`,
    source: old ? "redeploy" : gitSource ? "git" : "cli",
    ...(gitSource === undefined ? {} : { gitSource }),
    artefact: artefactOf({ meta, gitSource, id }, project),
    environment: {},
    crons: old && given.files === undefined ? old.data.crons : cronsIn(given),
  };
  const made = make(deployment, data, call, project);
  enqueue(call, made);
  tell(call, { kind: "deployment", act: "created", name: made.data.url, project });
  return made;
}

function targetOf({ target }: NewDeployment, old: Deployment | undefined): DeploymentData["target"] {
  if (target === undefined) return old?.data.target ?? null;
  return target === "production" || target === "staging" ? target : null;
}

function artefactOf(
  { meta, gitSource, id }: { meta: Record<string, string>; gitSource: Data | undefined; id: string },
  project: Project,
): Artefact {
  const repository = project.data.link?.repo ?? project.data.name;
  return {
    application: meta["application"] ?? repository,
    version: meta["version"] ?? [gitSource?.["sha"], gitSource?.["ref"]].find(isText) ?? id,
    behaviour: meta["behaviour"] ?? "good",
  };
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function projectOf({ project, name }: NewDeployment, { world }: Call): Project {
  const wanted = project ?? name;
  const all = world.store.all<ProjectData>("vercel.project");
  const found = all.find(({ data }) => data.id === wanted || data.name === wanted);
  if (!found) throw missing("Project", wanted);
  return found;
}

/** @throws Refusal 400 `missing_files` as clients expect it: they upload those and ask again */
function refuseUnknownFiles(given: NewDeployment, { world }: Call): void {
  const known = new Set(world.store.all("vercel.file").map(({ data }) => data["sha"]));
  const lacking = digestsIn(given).filter((sha) => !known.has(sha));
  if (lacking.length > 0) throw refused(400, "missing_files", "Missing files", { missing: lacking });
}

function upload(call: Call): Answer {
  const sha = call.request.headers["x-vercel-digest"] ?? call.request.headers["x-now-digest"];
  if (typeof sha !== "string") throw refused(400, "bad_request", "Missing `x-vercel-digest` header.");
  const { store } = call.world;
  store.add("vercel.file", { at: call.now, data: { sha, size: call.request.raw.length } });
  return { status: 200, body: { urls: [] } };
}

function cancel(call: Call): Answer {
  const found = locate(deployment, call);
  if (!["QUEUED", "BUILDING", "INITIALIZING"].includes(found.data.readyState))
    throw refused(400, "bad_request", `The deployment cannot be canceled: it is ${found.data.readyState}.`);
  const canceled = changeDeployment(call, found, { readyState: "CANCELED", endedAt: call.now });
  call.world.agenda.drop({ about: found.key });
  const project = call.world.store.get<ProjectData>(found.parent ?? "");
  if (project) tellBuild(call, project, canceled, "deployment.canceled", "is canceled");
  return { status: 200, body: wholeView(canceled, call) };
}

/** What a build wrote: its states, and why it failed. */
function events(call: Call): Answer {
  const { data, created } = locate(deployment, call);
  const lines = [
    { at: created, readyState: "QUEUED", text: "Queued" },
    { at: data.buildingAt, readyState: "BUILDING", text: `Building ${data.artefact.version}` },
    { at: data.readyAt, readyState: "READY", text: "Deployment completed" },
    { at: data.endedAt, readyState: data.readyState, text: data.errorMessage ?? "Canceled" },
  ];
  const told = lines.flatMap(({ at, readyState, text }, index) => {
    if (at === undefined) return [];
    const id = `${data.id}-${String(index)}`;
    const payload = {
      deploymentId: data.id,
      info: { type: "build", name: "bld", readyState },
      id,
      date: at,
      serial: id,
      text,
    };
    return [{ type: "deployment-state", created: at, payload }];
  });
  return { status: 200, body: told };
}
