import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { askOnTerminal } from "../engine/ask.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openProject } from "../project.ts";
import { ControlClient } from "../sandbox/control.ts";
import { requireRunning } from "../sandbox/lifecycle.ts";

const resetOptions = commonOptions.extend({ yes: z.boolean().default(false) });
const snapshotOptions = commonOptions.extend({ name: z.string().min(1) });

/** `launchgate sandbox reset`: empties the world; asks first. Snapshots, tokens and ports stay. (D1) */
export const sandboxReset: Action = async (given, host) => {
  const { yes } = readOptions(resetOptions, given);
  const { root } = await openProject(host.cwd);
  const { connection } = await requireRunning(root);
  if (!yes) await requireConsent();
  const { world } = await new ControlClient(connection).reset();
  const text = [
    "The sandbox is as at its first start. Snapshots, tokens and ports stayed.",
    "A stack that was up knows things that are gone: `launchgate refresh --stack <name> --yes` lets its state forget them, then `up`.",
  ].join("\n");
  return { exitCode: exitCodes.done, data: { reset: true, world }, text };
};

async function requireConsent(): Promise<void> {
  const question = "Everything that was declared or done in the sandbox will be gone. Reset it?";
  const answer = await askOnTerminal(question);
  if (answer === true) return;
  throw new LaunchgateError({
    code: "sandbox.reset-not-accepted",
    message: "The sandbox was not reset.",
    fix: answer === false ? "Nothing was changed." : "Nothing was changed. If it is meant, run it again with --yes.",
    exitCode: answer === false ? exitCodes.declined : exitCodes.blocked,
  });
}

/** `launchgate sandbox snapshot`: keeps the whole world under a name. (D1, D2) */
export const sandboxSnapshot: Action = async (given, host) => {
  const { name } = readOptions(snapshotOptions, given);
  const { root } = await openProject(host.cwd);
  const { connection } = await requireRunning(root);
  const taken = await new ControlClient(connection).snapshot(name);
  const text = `Snapshot "${taken.name}" taken, sandbox time ${taken.at}. Put it back: launchgate sandbox restore --name ${taken.name}`;
  return { exitCode: exitCodes.done, data: taken, text };
};

/** `launchgate sandbox restore`: puts the world back to a snapshot, its clock included. (D1, D2) */
export const sandboxRestore: Action = async (given, host) => {
  const { name } = readOptions(snapshotOptions, given);
  const { root } = await openProject(host.cwd);
  const { connection } = await requireRunning(root);
  const restored = await new ControlClient(connection).restore(name);
  const text = [
    `The world is that of snapshot "${restored.name}", sandbox time ${restored.at}.`,
    "Stacks that changed since: `launchgate refresh --stack <name>`, then `preview`.",
  ].join("\n");
  return { exitCode: exitCodes.done, data: restored, text };
};
