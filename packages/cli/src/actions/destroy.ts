import { exitCodes } from "@launchgate/core";
import { destroyFlow, requireEphemeral } from "../engine/flows/destroy.ts";
import { styled } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText, resultOf } from "./engine-text.ts";

/** `launchgate destroy`: deletes an ephemeral stack; exit 2 for any other. (D1) */
export const destroy = engineAction(
  engineOptions,
  async ({ site, host }) => {
    const { target, outcome, keptState } = await destroyFlow(site);
    const stack = site.model.stackName;
    const text = [
      `${styled(host, "green", stack)} (${target}) is gone: ${changesText(outcome.changes, "past")}, ${outcome.durationSeconds.toFixed(1)} s.`,
      `State from before: ${keptState}`,
    ].join("\n");
    return { exitCode: exitCodes.done, data: { ...resultOf(stack, target, "succeeded", outcome), keptState }, text };
  },
  { admit: requireEphemeral },
);
