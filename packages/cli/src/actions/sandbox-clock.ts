import { exitCodes, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import { commonOptions, instantOption, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import { openProject } from "../project.ts";
import { ControlClient, type ClockAct } from "../sandbox/control.ts";
import { requireRunning } from "../sandbox/lifecycle.ts";

const clockOptions = commonOptions.extend({
  set: instantOption.optional(),
  advance: durationOption.optional(),
  pause: z.boolean().default(false),
  run: z.boolean().default(false),
});

/** `launchgate sandbox clock`: shows or moves the clock by which sandbox stacks are judged. (D1, L1) */
export const sandboxClock: Action = async (given, host) => {
  const acts = actsOf(readOptions(clockOptions, given));
  const { root } = await openProject(host.cwd);
  const client = new ControlClient((await requireRunning(root)).connection);
  for (const act of acts) await withProgress(host, "Time passes in the sandbox", client.moveClock(act));
  const clock = await client.clock();
  const text = `The sandbox's clock: ${clock.now}, ${clock.mode}.`;
  return { exitCode: exitCodes.done, data: clock, text };
};

function actsOf({ set, advance, pause, run }: z.infer<typeof clockOptions>): readonly ClockAct[] {
  if ((set !== undefined && advance !== undefined) || (pause && run)) {
    throw new LaunchgateError({
      code: "option.invalid",
      message: "Not understood: --set with --advance, or --pause with --run.",
      fix: "Give one of the two.",
    });
  }
  return [
    ...(pause ? [{ mode: "paused" } as const] : []),
    ...(set === undefined ? [] : [{ set: set.toISOString() }]),
    ...(advance === undefined ? [] : [{ advanceMilliseconds: advance }]),
    ...(run ? [{ mode: "running" } as const] : []),
  ];
}
