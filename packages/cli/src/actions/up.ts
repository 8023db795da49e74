import { exitCodes } from "@launchgate/core";
import { upFlow } from "../engine/flows/up.ts";
import { styled } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText, findingLines, resultOf, settledLines } from "./engine-text.ts";

/** `launchgate up`: calendar, preview with the policy pack, then the change as previewed; exit 4 before any write where one says no. (P1, P7, L1, L4) */
export const up = engineAction(engineOptions, async ({ site, host }) => {
  const { target, preview, outcome, keptState, settled } = await upFlow(site);
  const stack = site.model.stackName;
  const text = [
    `${styled(host, "green", stack)} (${target}) is up: ${changesText(outcome.changes, "past")}, ${outcome.durationSeconds.toFixed(1)} s.`,
    ...settledLines(settled),
    ...findingLines(preview.findings),
    `State from before: ${keptState}`,
  ].join("\n");
  const data = { ...resultOf(stack, target, "succeeded", outcome), findings: preview.findings, keptState, settled };
  return { exitCode: exitCodes.done, data, text };
});
