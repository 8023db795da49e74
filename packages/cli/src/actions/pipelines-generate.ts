import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { commonOptions, readOptions } from "../options.ts";
import { allFiles, rulesFiles, rulesTarget, serviceFiles, type PipelineFiles } from "../pipelines/files.ts";
import { settingsOf, settingsText } from "../pipelines/settings-needed.ts";
import { openModel } from "../project.ts";

const generateOptions = commonOptions.extend({
  service: z.string().min(1).optional(),
  out: z.string().min(1).default("pipelines"),
});

/** `launchgate pipelines generate`: files of one or every repository into a folder, and what must be set for them to run (P2). */
export const pipelinesGenerate: Action = async (given, host) => {
  const { service, out, overlay, at } = readOptions(generateOptions, given);
  const model = await openModel(host.cwd, { overlay, at: at ?? host.now() });
  const chosen = (id: string): PipelineFiles => (id === rulesTarget ? rulesFiles(model) : serviceFiles(model, id));
  const repositories = service === undefined ? allFiles(model) : { [service]: chosen(service) };
  const written = Object.entries(repositories).flatMap(([target, files]) =>
    Object.entries(files).map(([file, content]) => ({ file: path.join(out, target, file), content })),
  );
  await Promise.all(
    written.map(async ({ file, content }) => {
      const place = path.resolve(host.cwd, file);
      await mkdir(path.dirname(place), { recursive: true });
      await writeFile(place, content);
    }),
  );
  const settings = settingsOf(repositories);
  const files = written.map(({ file }) => file);
  return {
    exitCode: exitCodes.done,
    data: { files, settings },
    text: [...files.map((file) => `wrote ${file}`), "", settingsText(settings, host)].join("\n"),
  };
};
