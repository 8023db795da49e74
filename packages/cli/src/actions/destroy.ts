import { exitCodes } from "@launchgate/core";
import { destroyFlow, requireEphemeral } from "../engine/flows/destroy.ts";
import { styled } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText, resultOf, settledLines } from "./engine-text.ts";

/** `launchgate destroy`: deletes an ephemeral stack; exit 2 for any other. (D1) */
export const destroy = engineAction(
  engineOptions,
  async ({ site, host }) => {
    const { target, outcome, keptState, settled } = await destroyFlow(site);
    const stack = site.model.stackName;
    const text = [
      `${styled(host, "green", stack)} (${target}) is gone: ${changesText(outcome.changes, "past")}, ${outcome.durationSeconds.toFixed(1)} s.`,
      ...settledLines(settled),
      `State from before: ${keptState}`,
    ].join("\n");
    const data = { ...resultOf(stack, target, "succeeded", outcome), keptState, settled };
    return { exitCode: exitCodes.done, data, text };
  },
  { admit: requireEphemeral },
);
