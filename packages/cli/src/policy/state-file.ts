import { readFile } from "node:fs/promises";
import path from "node:path";
import { LaunchgateError, type JudgedResource } from "@launchgate/core";
import { z } from "zod";

const resourceSchema = z.object({
  urn: z.string(),
  type: z.string(),
  delete: z.boolean().optional(),
  parent: z.string().optional(),
  protect: z.boolean().optional(),
  inputs: z.record(z.string(), z.unknown()).default({}),
  ignoreChanges: z.array(z.string()).nullish(),
  dependencies: z.array(z.string()).nullish(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
});
const deploymentSchema = z.object({ resources: z.array(resourceSchema).nullish() });
const stateSchema = z.union([
  z.object({ deployment: deploymentSchema }),
  z.object({ checkpoint: z.object({ latest: deploymentSchema.nullish() }) }),
]);

const secretKey = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";

/** The resources in a state file, as `pulumi stack export` or the file backend writes it. Secrets read `[secret]`. (P7) */
export async function readStateFile(cwd: string, file: string): Promise<readonly JudgedResource[]> {
  const text = await readFile(path.resolve(cwd, file), "utf8").catch((cause: unknown) => {
    throw unreadable(file, `it cannot be opened: ${(cause as NodeJS.ErrnoException).code ?? "unknown reason"}`, cause);
  });
  return stateResources(parsed(file, text), file);
}

/** The resources of a parsed state; refused as `policy.state-unreadable` where it is none. */
export function stateResources(state: unknown, file: string): readonly JudgedResource[] {
  const result = stateSchema.safeParse(state);
  if (!result.success) throw unreadable(file, "it holds no deployment of Pulumi", result.error);
  const deployment = "deployment" in result.data ? result.data.deployment : result.data.checkpoint.latest;
  return (deployment?.resources ?? [])
    .filter((each) => each.delete !== true && each.type !== "pulumi:pulumi:Stack")
    .map(judged);
}

function judged(resource: z.infer<typeof resourceSchema>): JudgedResource {
  const { urn, type, parent, inputs, protect, ignoreChanges, dependencies, propertyDependencies } = resource;
  const through = Object.values(propertyDependencies ?? {}).flatMap((each) => each ?? []);
  return {
    urn,
    type,
    name: urn.split("::").slice(3).join("::"),
    ...(parent === undefined || parent.includes("::pulumi:pulumi:Stack::") ? {} : { parent }),
    inputs: masked(inputs) as Record<string, unknown>,
    protect: protect === true,
    ignoreChanges: ignoreChanges ?? [],
    dependencies: [...new Set([...(dependencies ?? []), ...through])],
  };
}

function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[secretKey] === secretMark) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]));
}

function parsed(file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw unreadable(file, "it is no JSON", cause);
  }
}

function unreadable(file: string, reason: string, cause: unknown): LaunchgateError {
  return new LaunchgateError({
    code: "policy.state-unreadable",
    message: `${file} is not read as a state: ${reason}.`,
    fix: "Give the file that `pulumi stack export --file FILE` or `launchgate state export` writes.",
    cause,
  });
}
