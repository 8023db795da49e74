import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { askOnTerminal } from "../engine/ask.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openSandbox } from "../sandbox/running.ts";

const resetOptions = commonOptions.extend({ yes: z.boolean().default(false) });
const snapshotOptions = commonOptions.extend({ name: z.string().min(1) });

/** `launchgate sandbox reset`: empties the world; asks first. Snapshots, tokens and ports stay. (D1) */
export const sandboxReset: Action = async (given, host) => {
  const { yes } = readOptions(resetOptions, given);
  const { control } = await openSandbox(host);
  if (!yes) await requireConsent();
  const { world } = await control.reset();
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
  const { control } = await openSandbox(host);
  const taken = await control.snapshot(name);
  const text = `Snapshot "${taken.name}" taken, sandbox time ${taken.at}. Put it back: launchgate sandbox restore --name ${taken.name}`;
  return { exitCode: exitCodes.done, data: taken, text };
};

/** `launchgate sandbox restore`: puts the world back to a snapshot, its clock included. (D1, D2) */
export const sandboxRestore: Action = async (given, host) => {
  const { name } = readOptions(snapshotOptions, given);
  const { control } = await openSandbox(host);
  const restored = await control.restore(name);
  const text = [
    `The world is that of snapshot "${restored.name}", sandbox time ${restored.at}.`,
    "Stacks that changed since: `launchgate refresh --stack <name>`, then `preview`.",
  ].join("\n");
  return { exitCode: exitCodes.done, data: restored, text };
};
