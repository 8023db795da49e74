import { z } from "zod";

const text = z.string();
const meta = z.record(text, z.string().max(65_536)).refine((given) => Object.keys(given).length <= 100, "at most 100");

/** A file of a deployment: whole, or the digest of one that was uploaded before. */
const file = z.union([
  z.strictObject({ file: text, data: text, encoding: z.enum(["base64", "utf-8"]).optional() }),
  z.strictObject({ file: text, sha: text.optional(), size: z.number().int().optional(), mode: z.number().optional() }),
]);

/** Fields of a new deployment. Source: vercel.json POST /v13/deployments. */
export const newDeployment = z.object({
  name: z.string().min(1),
  project: text.optional(),
  target: z.string().nullable().optional(),
  deploymentId: text.optional(),
  files: z.array(file).optional(),
  meta: meta.optional(),
  gitMetadata: z.looseObject({}).optional(),
  gitSource: z.looseObject({ type: text }).optional(),
  projectSettings: z.looseObject({}).nullable().optional(),
  customEnvironmentSlugOrId: text.optional(),
  withLatestCommit: z.boolean().optional(),
});

/** A new deployment as asked for. */
export type NewDeployment = z.infer<typeof newDeployment>;

/** What of a `vercel.json` counts here. */
const settings = z.looseObject({ crons: z.array(z.strictObject({ path: text, schedule: text })).optional() });

/** Cron jobs that the deployment's own `vercel.json` names, where its text is there. */
export function cronsIn({ files = [] }: NewDeployment): readonly { path: string; schedule: string }[] {
  const found = files.find((each) => each.file === "vercel.json");
  if (!found || !("data" in found)) return [];
  const decoded = found.encoding === "base64" ? Buffer.from(found.data, "base64").toString("utf8") : found.data;
  return settings.parse(JSON.parse(decoded)).crons ?? [];
}

/** Digests that a deployment names without their files. */
export function digestsIn({ files = [] }: NewDeployment): readonly string[] {
  return files.flatMap((each) => ("sha" in each && each.sha !== undefined ? [each.sha] : []));
}
