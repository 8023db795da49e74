import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import path from "node:path";
import { unzipSync, zipSync } from "fflate";
import { linkPackages, linkPractice } from "./origin.ts";
import { owner, repo, type Hub } from "./hub.ts";
import type { Origin } from "./origin.ts";

/** Where a step acts. */
export interface StepPlace {
  readonly hub: Hub;
  readonly origin: Origin;
  /** Folder of the job: the checkout. */
  readonly folder: string;
  /** Id of the run. */
  readonly run: number;
  /** Commit of the run: what is checked out unless another is named. */
  readonly sha: string;
  /** Holder whose token stands for our app. */
  readonly app: string;
  /** Folder of the practice ground for a job that may reach states and secrets; undefined for all others. */
  readonly practice?: string | undefined;
  readonly say: (text: string) => void;
}

/** Inputs of an action. */
export type Inputs = Readonly<Record<string, string>>;
/** What a step gives to later ones. */
export type Outputs = Readonly<Record<string, string>>;

type Action = (place: StepPlace, inputs: Inputs) => Outputs | Promise<Outputs>;

/** What the actions of the workflows do here. Another one is an error: it is not known what it would do. */
const actions: Readonly<Record<string, Action>> = {
  "actions/checkout": checkout,
  "actions/setup-node": setupNode,
  "actions/upload-artifact": upload,
  "actions/download-artifact": download,
  "actions/create-github-app-token": appToken,
};

/** Acts as an action. @throws Error for one that is not known or not pinned, or that fails */
export async function act(uses: string, place: StepPlace, inputs: Inputs): Promise<Outputs> {
  const [name = "", commit = ""] = uses.split("@");
  const action = actions[name];
  if (action === undefined) throw new Error(`it is not known here what ${name} does`);
  if (!/^[0-9a-f]{40}$/.test(commit)) throw new Error(`${uses} is not pinned to a commit`);
  return action(place, inputs);
}

/** What `npm ci` does here. */
export function installPackages({ folder, say }: StepPlace): void {
  linkPackages(folder);
  say("packages: those of this repository; its workspaces: those of the checkout");
}

function checkout(
  { origin, folder, sha, practice, say }: StepPlace,
  { ref, "persist-credentials": keeps }: Inputs,
): Outputs {
  if (keeps !== "false") throw new Error("a checkout must not keep its token");
  origin.checkout(folder, ref === undefined || ref === "" ? sha : ref);
  if (practice !== undefined) linkPractice(folder, practice);
  say(`checked out ${ref ?? sha}`);
  return {};
}

function setupNode({ folder }: StepPlace, { "node-version-file": file = "" }: Inputs): Outputs {
  const wanted = readFileSync(path.join(folder, file), "utf8").trim().replace(/^v/, "");
  if (!process.versions.node.startsWith(wanted.split(".")[0] ?? ""))
    throw new Error(`the workflow wants Node ${wanted}, this is ${process.versions.node}`);
  return {};
}

async function upload({ hub, folder, run, say }: StepPlace, inputs: Inputs): Promise<Outputs> {
  const { name = "", path: where = "", "if-no-files-found": absent, "retention-days": days } = inputs;
  const files = filesBelow(path.join(folder, where), inputs["include-hidden-files"] === "true");
  if (Object.keys(files).length === 0) {
    if (absent === "error") throw new Error(`no files at ${where}`);
    say(`no files at ${where}`);
    return {};
  }
  const content = Buffer.from(zipSync(files)).toString("base64");
  const body = { repository: repo, run, name, content, retentionDays: Number(days ?? 90) };
  const { id } = await hub.control<{ id: number }>("artifacts", body);
  say(`left ${name}: ${Object.keys(files).join(", ")}`);
  return { "artifact-id": String(id) };
}

function filesBelow(where: string, hidden: boolean): Record<string, Uint8Array> {
  const stat = statSync(where, { throwIfNoEntry: false });
  if (stat === undefined) return {};
  if (stat.isFile()) return { [path.basename(where)]: readFileSync(where) };
  const names = readdirSync(where, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile())
    .map((each) => path.relative(where, path.join(each.parentPath, each.name)))
    .filter((each) => hidden || !each.split(path.sep).some((part) => part.startsWith(".")));
  return Object.fromEntries(names.map((each) => [each, readFileSync(path.join(where, each))]));
}

/** By default an artifact of the same run, with the token of the runner itself. */
async function download({ hub, folder, run: own, say }: StepPlace, inputs: Inputs): Promise<Outputs> {
  const { name = "", path: where = ".", "run-id": run = own, repository = `${owner}/${repo}` } = inputs;
  const token = inputs["github-token"] ?? hub.token("pulumi");
  if (repository !== `${owner}/${repo}`) throw new Error(`artifacts of ${repository} are none of ours`);
  if (token === "") throw new Error("an empty token reads no artifact");
  const headers = { authorization: `Bearer ${token}` };
  const list = `${hub.url}/repos/${repository}/actions/runs/${String(run)}/artifacts?name=${encodeURIComponent(name)}`;
  const answer = await fetch(list, { headers });
  const { artifacts } = (await answer.json()) as { readonly artifacts?: readonly { archive_download_url: string }[] };
  const [found] = artifacts ?? [];
  if (found === undefined) throw new Error(`run ${String(run)} left no artifact ${name}`);
  const zip = await fetch(found.archive_download_url, { headers });
  if (!zip.ok) throw new Error(`the artifact ${name} cannot be read: ${String(zip.status)}`);
  const target = path.join(folder, where);
  for (const [file, content] of Object.entries(unzipSync(new Uint8Array(await zip.arrayBuffer())))) {
    const at = path.join(target, file);
    if (path.relative(target, at).startsWith("..")) throw new Error(`${file} leads out of the folder`);
    mkdirSync(path.dirname(at), { recursive: true });
    writeFileSync(at, content);
  }
  say(`fetched ${name}`);
  return { "download-path": target };
}

function appToken({ hub, app }: StepPlace, inputs: Inputs): Outputs {
  if (inputs["private-key"] === "" || inputs["client-id"] === "") throw new Error("the app's key or id is not there");
  const asked = Object.keys(inputs).filter((each) => each.startsWith("permission-"));
  if (asked.length === 0) throw new Error("a token of the app must be cut down to what it needs");
  return { token: hub.token(app) };
}
