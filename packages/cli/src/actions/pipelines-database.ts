import { writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError, lastingStacks, milliseconds, type Model, type Service } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { bringPreview, previewBranch, removePreview } from "../pipelines/preview-branch.ts";
import { endpointOption, needed } from "../pipelines/runner.ts";
import { openModel } from "../project.ts";
import { openNeon } from "../vendors/neon-client.ts";

const databaseOptions = commonOptions.extend({
  service: z.string().min(1),
  pull: z.coerce.number({ error: "the number of a pull request" }).int().min(1),
  project: z.string().min(1),
  out: z.string().min(1).optional(),
  remove: z.boolean().default(false),
  endpoint: endpointOption.optional(),
});

/** `launchgate pipelines database`: the database of a pull request, made or prolonged, or removed (P2). Its address goes into a file only. */
export const pipelinesDatabase: Action = async (given, host) => {
  const options = readOptions(databaseOptions, given);
  const { service, pull, project, out, overlay, endpoint } = options;
  const model = await openModel(host.cwd, { overlay, at: options.at ?? host.now() });
  const { neon: wanted, lifetime } = previewsOf(model, service);
  const token = needed(process.env, "NEON_API_KEY", "a key that reaches the project of staging and no other");
  const neon = await openNeon({ token, organization: "", ...(endpoint === undefined ? {} : { baseUrl: endpoint }) });
  const branch = previewBranch(pull);
  const place = { neon, project, pull };
  if (options.remove) {
    const removed = await removePreview(place);
    const text = removed ? `Removed ${branch}.` : `There is no ${branch}: nothing to remove.`;
    return { exitCode: exitCodes.done, data: { branch, removed }, text };
  }
  if (out === undefined) throw noFile();
  const request = { database: wanted.database, role: wanted.role, lifetime, now: host.now() };
  await writeFile(path.resolve(host.cwd, out), await bringPreview(place, request), { mode: 0o600 });
  return {
    exitCode: exitCodes.done,
    data: { branch, file: out },
    text: `${branch} is ready; its address is in ${out}.`,
  };
};

function previewsOf(model: Model, serviceId: string): { neon: NonNullable<Service["neon"]>; lifetime: number } {
  const neon = model.services[serviceId]?.neon;
  const expiries = lastingStacks(model)
    .filter(({ services }) => services.includes(serviceId))
    .flatMap(({ stage }) => model.stages[stage]?.database.previewBranches?.expiresAfter ?? []);
  const [expiresAfter] = expiries;
  if (neon !== undefined && expiresAfter !== undefined) return { neon, lifetime: milliseconds(expiresAfter) };
  throw new LaunchgateError({
    code: "preview.not-wanted",
    message: `By the model "${serviceId}" has no databases for pull requests.`,
    fix: "Name a service with a database, of a stage that has `database.previewBranches`.",
  });
}

function noFile(): LaunchgateError {
  return new LaunchgateError({
    code: "preview.no-file",
    message: "Nothing says where the address of the database goes, and it is never printed.",
    fix: "Give --out FILE, or --remove.",
  });
}
