import { writeFile } from "node:fs/promises";
import path from "node:path";
import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { holdsInterrupted, importFlow, unlockFlow } from "../engine/flows/state.ts";
import { keptStates, listKept, markedState } from "../engine/kept-states.ts";
import { openExisting } from "../engine/target-binding.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject, openStack } from "../project.ts";
import { textTable } from "../table.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { settledLines } from "./engine-text.ts";

const exportOptions = engineOptions.extend({ file: z.string().min(1).optional() });
const importOptions = engineOptions.extend({ file: z.string().min(1) });
const keptOptions = commonOptions.extend({ stack: z.string().min(1) });

/** No vendor is asked. */
const stateOnly = { vendors: false };

/** `launchgate state export`: the state with its secrets encrypted, printed or to a file that only this user can read. (L4) */
export const stateExport = engineAction(
  exportOptions,
  async ({ site, host }, { file }) => {
    const stack = await openExisting(site.engine, site.model.stackName);
    const state = await markedState(stack, (await stack.target()) ?? "live");
    if (file === undefined) return { exitCode: exitCodes.done, data: state, text: JSON.stringify(state, null, 2) };
    const target = path.resolve(host.cwd, file);
    await writeFile(target, `${JSON.stringify(state, null, 2)}\n`, { mode: 0o600, flag: "wx" }).catch(
      (cause: unknown) => {
        throw new LaunchgateError({
          code: "file.not-written",
          message: `${file} cannot be written: ${(cause as NodeJS.ErrnoException).code ?? "unknown reason"}.`,
          fix: "Give the path of a file that does not exist yet, in a folder that does.",
          cause,
        });
      },
    );
    return { exitCode: exitCodes.done, data: { stack: stack.name, file: target }, text: `State written to ${target}` };
  },
  stateOnly,
);

/** `launchgate state import`: puts a state back; the present one is kept first. (L4) */
export const stateImport = engineAction(
  importOptions,
  async ({ site, project, host }, { file }) => {
    const { keptState, resources, settled } = await importFlow(site, project.name, path.resolve(host.cwd, file));
    const stack = site.model.stackName;
    const text = [
      `The state of ${stack} is now that of ${file}: ${String(resources)} resources.`,
      ...settledLines(settled),
      `State from before: ${keptState}`,
      `Next: \`launchgate refresh --stack ${stack}\`. An old state knows nothing of what was made since.`,
    ].join("\n");
    return { exitCode: exitCodes.done, data: { stack, resources, keptState, settled }, text };
  },
  { vendors: ({ file }, host) => holdsInterrupted(path.resolve(host.cwd, file)) },
);

/** `launchgate state unlock`: removes the lock that an operation which is gone has left. (L4) */
export const stateUnlock = engineAction(
  engineOptions,
  async ({ site }) => {
    const locks = await unlockFlow(site);
    const stack = site.model.stackName;
    const text = locks.length === 0 ? `Stack "${stack}" has no lock.` : `The lock of stack "${stack}" is removed.`;
    return { exitCode: exitCodes.done, data: { stack, removed: locks }, text };
  },
  stateOnly,
);

/** `launchgate state kept`: the states that were kept before operations, newest first. No engine needed. (L4) */
export const stateKept: Action = async (given, host) => {
  const options = readOptions(keptOptions, given);
  const project = await openProject(host.cwd);
  const at = options.at ?? host.now();
  const { model } = await openStack(project, host.cwd, options.stack, { overlay: options.overlay, at });
  const kept = await listKept(project.root, model.stackName);
  const rows = kept.map(({ at: moment, size, damaged, file }) => [
    moment,
    damaged ? "damaged" : "",
    String(size),
    file,
  ]);
  const text =
    kept.length === 0
      ? `No state of "${model.stackName}" was kept yet: that is done before every up, refresh, destroy and import.`
      : `${textTable(["kept at", "", "bytes", "file"], rows, host)}\nThe newest ${String(keptStates)} stay.`;
  return { exitCode: exitCodes.done, data: { stack: model.stackName, kept }, text };
};
