import { setTimeout as sleep } from "node:timers/promises";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { requireApps, type SandboxConnection } from "../sandbox/connection.ts";
import { openSandbox } from "../sandbox/running.ts";

const deployOptions = commonOptions.extend({
  project: z.string().min(1),
  release: z.string().min(1),
  application: z.string().optional(),
  behaviour: z.string().default("good"),
});

const deploymentSchema = z.looseObject({ id: z.string(), url: z.string(), readyState: z.string() });
type Deployment = z.infer<typeof deploymentSchema>;

/** Real milliseconds that a build may take: a good one takes six seconds of the sandbox's clock. */
const patience = 60_000;

/** `launchgate sandbox deploy`: builds a release of a reference application on the sandbox's Vercel, as a pipeline does. (D1, T1) */
export const sandboxDeploy: Action = async (given, host) => {
  const asked = readOptions(deployOptions, given);
  const { connection } = await openSandbox(host);
  const { trafficPort } = requireApps(connection);
  const work = build(connection, asked);
  const { id, url, readyState } = await withProgress(host, `Building ${asked.release} for ${asked.project}`, work);
  const isReady = readyState === "READY";
  const text = isReady
    ? `${asked.release} is built for ${asked.project}: deployment ${id}, ${url}. Production: http://${asked.project}.localhost:${String(trafficPort)}`
    : `The build of ${asked.release} for ${asked.project} ended as ${readyState} (deployment ${id}).`;
  return { exitCode: isReady ? exitCodes.done : exitCodes.blocked, data: { id, url, state: readyState }, text };
};

async function build(
  connection: SandboxConnection,
  { project, release, application, behaviour }: z.infer<typeof deployOptions>,
): Promise<Deployment> {
  const meta = { version: release, behaviour, application: application ?? project.replace(/-[a-z0-9]+$/, "") };
  const made = await ask(connection, "POST", "/v13/deployments", {
    name: project,
    project,
    target: "production",
    meta,
    files: [],
  });
  const deadline = performance.now() + patience;
  let found = made;
  while (!["READY", "ERROR", "CANCELED"].includes(found.readyState)) {
    if (performance.now() > deadline) throw neverReady(found.id);
    await sleep(250);
    found = await ask(connection, "GET", `/v13/deployments/${found.id}`);
  }
  return found;
}

async function ask(
  { urls, tokens }: SandboxConnection,
  method: string,
  at: string,
  body?: object,
): Promise<Deployment> {
  const response = await fetch(`${urls.vercel}${at}`, {
    method,
    headers: { authorization: `Bearer ${tokens.vercel["pulumi"]?.token ?? ""}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer: unknown = await response.json();
  if (response.ok) return deploymentSchema.parse(answer);
  const { error } = z.looseObject({ error: z.looseObject({ message: z.string() }) }).parse(answer);
  throw new LaunchgateError({
    code: "sandbox.deployment-refused",
    message: `Vercel refused the deployment: ${error.message}`,
    fix: "Give a project that is there: `launchgate up --stack dev --target sandbox` makes those of a stage.",
  });
}

function neverReady(id: string): LaunchgateError {
  return new LaunchgateError({
    code: "sandbox.deployment-not-ready",
    message: `Deployment ${id} is not ready after a minute; the sandbox's clock may stand.`,
    fix: "Look at `launchgate sandbox clock show`; let it go on: `launchgate sandbox clock run`.",
    source: "tool",
  });
}
