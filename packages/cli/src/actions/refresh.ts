import { exitCodes } from "@launchgate/core";
import { refreshFlow } from "../engine/flows/refresh.ts";
import { styled } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText, resultOf } from "./engine-text.ts";

/** `launchgate refresh`: vendors into the state; asks first where an unusual share would be dropped. (L4) */
export const refresh = engineAction(engineOptions, async ({ site, host }) => {
  const { target, loss, outcome, keptState } = await refreshFlow(site);
  const stack = site.model.stackName;
  const text = [
    `${styled(host, "green", stack)} (${target}) is refreshed: ${changesText(outcome.changes, "past")}, ${outcome.durationSeconds.toFixed(1)} s.`,
    ...loss.dropped.map((each) => `no longer there: ${each}`),
    `State from before: ${keptState}`,
  ].join("\n");
  const data = { ...resultOf(stack, target, "succeeded", outcome), dropped: loss.dropped, keptState };
  return { exitCode: exitCodes.done, data, text };
});
