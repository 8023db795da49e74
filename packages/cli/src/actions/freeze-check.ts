import { exitCodes, judgeFreeze, releaseTypeIds, selectStack, type FreezeVerdict } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { boundStage } from "../engine/freeze-gate.ts";
import { styled } from "../host.ts";
import { commonOptions, readOptions } from "../options.ts";
import { openModel } from "../project.ts";

const freezeOptions = commonOptions.extend({ stack: z.string().min(1), type: z.enum(releaseTypeIds).optional() });

/** `launchgate freeze check`: whether a release may go out at a moment; exit 0 open, 4 closed (L1). */
export const freezeCheck: Action = async (given, host) => {
  const options = readOptions(freezeOptions, given);
  const at = options.at ?? host.now();
  // The calendar answers by itself: an accepted risk that runs out closes no window, nor does a setting that is missing.
  const read = await openModel(host.cwd, { overlay: options.overlay, at, rules: "structure" });
  const model = selectStack(read, options.stack);
  const verdict = judgeFreeze(model.release.freeze.windows, {
    stage: boundStage(model),
    at,
    releaseType: options.type,
  });
  const exitCode = verdict.open ? exitCodes.done : exitCodes.blocked;
  return { exitCode, data: verdict, text: verdictText(options.stack, verdict, host) };
};

function verdictText(stack: string, verdict: FreezeVerdict, host: Parameters<Action>[1]): string {
  const state = verdict.open ? styled(host, "green", "open") : styled(host, "red", "closed");
  const until = verdict.open
    ? verdict.closesAt && `until ${verdict.closesAt}`
    : verdict.opensAt && `opens ${verdict.opensAt}`;
  const never = verdict.open ? "without an end in the next two years" : "does not open in the next two years";
  return `${stack} is ${state}, ${until ?? never}.\n${verdict.reason}`;
}
