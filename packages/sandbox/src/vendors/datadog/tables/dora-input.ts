import { z } from "zod";

const git = z.object({ commit_sha: z.string().regex(/^[a-f0-9]{40,}$/), repository_url: z.string().min(1) });
/** Nanoseconds since 1970 are beyond what a number holds exactly, so any number is taken. */
const moment = z.number().positive();
const common = {
  id: z.string().min(1).optional(),
  started_at: moment,
  env: z.string().optional(),
  git: git.optional(),
  version: z.string().optional(),
  team: z.string().optional(),
  custom_tags: z.array(z.string()).max(100).optional(),
};
/** Attributes of what is sent. Source: datadog-v2.json DORADeploymentRequest, DORAFailureRequest. */
export const inputs = {
  deployment: z.object({ ...common, service: z.string().min(1), finished_at: moment }),
  failure: z.object({
    ...common,
    services: z.array(z.string()).optional(),
    name: z.string().optional(),
    severity: z.string().optional(),
    finished_at: moment.optional(),
  }),
} as const;
/** Attributes of what became of a deployment. */
export const patch = z.object({ change_failure: z.boolean().optional(), remediation: z.looseObject({}).optional() });
/** Attributes of a search. */
export const list = z.object({
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
  limit: z.int().min(1).max(1000).optional(),
  query: z.string().optional(),
  sort: z.string().optional(),
});
