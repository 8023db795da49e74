import type { StackModel } from "@launchgate/core";
import { z } from "zod";
import type { EngineStack, StackState, TargetId } from "../engine/engine-port.ts";
import { keptConnection } from "../sandbox/connection.ts";
import { opened } from "../vendors/identity/seal.ts";
import type { SmokeSubject } from "./suite.ts";

/** Type of the component that holds the address of a service and the secret that passes its protection. */
const projectType = "launchgate:vercel:ServiceProject";

const values = z.record(z.string(), z.unknown()).default({});
const stateSchema = z.looseObject({
  resources: z.array(z.looseObject({ type: z.string(), inputs: values, outputs: values })).nullish(),
});

/** Properties of the components of a type in a state that was read in plain text, those of inputs and outputs together; never printed. */
export function componentsOf({ deployment }: StackState, type: string): readonly Readonly<Record<string, unknown>>[] {
  const resources = stateSchema.parse(deployment ?? {}).resources ?? [];
  return resources
    .filter((each) => each.type === type)
    .map(({ inputs, outputs }) =>
      Object.fromEntries(Object.entries({ ...inputs, ...outputs }).map(([key, value]) => [key, opened(value)])),
    );
}

/** The services that a stack stands for; none for the shared one. */
export function servicesOf({ stack }: StackModel): readonly string[] {
  return stack.kind === "stage" ? stack.services : [];
}

/**
 * What is judged after a deploy: each service with the address and the secret of its state, in the sandbox with the address of its real
 * server. One without an address is a subject all the same, and a no. (P4)
 */
export async function subjectsOf(
  model: StackModel,
  stack: EngineStack,
  target: TargetId,
  root: string,
): Promise<readonly SmokeSubject[]> {
  const projects = componentsOf(await stack.exportState({ plain: true }), projectType);
  const ground = target === "live" ? undefined : await groundOf(root);
  return servicesOf(model).map((service) => {
    const project = projects.find((each) => each["service"] === service) ?? {};
    const url = ground === undefined ? textOf(project["url"]) : ground.urlOf(textOf(project["projectName"]));
    const why =
      url === undefined ? (ground?.why ?? `stack "${stack.name}" has no Vercel project of it yet`) : undefined;
    return { ...subjectOf(model, service, url, textOf(project["bypassSecret"])), why };
  });
}

/** One service at an address that is given. */
export function subjectOf(
  model: StackModel,
  service: string,
  url: string | undefined,
  bypass: string | undefined,
): SmokeSubject {
  const stage = model.stack.kind === "stage" ? model.stack.stage : model.stackName;
  return { service, stage, url, bypass, steps: model.services[service]?.smoke.steps };
}

interface Ground {
  readonly urlOf: (project: string | undefined) => string | undefined;
  readonly why: string | undefined;
}

/** Addresses of the sandbox's own router: those of the model exist with the real vendor only. */
async function groundOf(root: string): Promise<Ground> {
  const port = (await keptConnection(root))?.apps?.trafficPort;
  if (port === undefined)
    return {
      urlOf: () => undefined,
      why: "the sandbox runs without applications: `launchgate sandbox stop`, then `launchgate sandbox start --apps`",
    };
  return {
    urlOf: (project) => (project === undefined ? undefined : `http://${project}.localhost:${String(port)}`),
    why: undefined,
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
