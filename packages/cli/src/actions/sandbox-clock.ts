import { exitCodes } from "@launchgate/core";
import type { Action } from "../command.ts";
import { durationOption } from "../duration-option.ts";
import type { Host } from "../host.ts";
import { commonOptions, instantOption, readOptions } from "../options.ts";
import { withProgress } from "../progress.ts";
import type { ClockAct, ControlClient } from "../sandbox/control.ts";
import { openSandbox } from "../sandbox/running.ts";

const setOptions = commonOptions.extend({ instant: instantOption });
const advanceOptions = commonOptions.extend({ duration: durationOption });

/** `launchgate sandbox clock show`: the clock by which sandbox stacks, and no others, are judged. (D1, L1) */
export const clockShow: Action = async (given, host) => {
  readOptions(commonOptions, given);
  return shown((await openSandbox(host)).control);
};

/** `launchgate sandbox clock set <instant>`: moves it to a moment; all that is due on the way happens. (D1, L1) */
export const clockSet: Action = (given, host) => {
  const { instant } = readOptions(setOptions, given);
  return moved(host, { set: instant.toISOString() });
};

/** `launchgate sandbox clock advance <duration>`: moves it on; all that is due on the way happens. (D1, L1) */
export const clockAdvance: Action = (given, host) => {
  const { duration } = readOptions(advanceOptions, given);
  return moved(host, { advanceMilliseconds: duration });
};

/** `launchgate sandbox clock pause`: lets it stand. (D1) */
export const clockPause: Action = (given, host) => {
  readOptions(commonOptions, given);
  return moved(host, { mode: "paused" });
};

/** `launchgate sandbox clock run`: lets it go on with real time. (D1) */
export const clockRun: Action = (given, host) => {
  readOptions(commonOptions, given);
  return moved(host, { mode: "running" });
};

async function moved(host: Host, act: ClockAct): ReturnType<Action> {
  const { control } = await openSandbox(host);
  await withProgress(host, "Time passes in the sandbox", control.moveClock(act));
  return shown(control);
}

async function shown(control: ControlClient): ReturnType<Action> {
  const clock = await control.clock();
  return { exitCode: exitCodes.done, data: clock, text: `The sandbox's clock: ${clock.now}, ${clock.mode}.` };
}
