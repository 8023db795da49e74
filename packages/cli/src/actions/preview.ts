import { exitCodes } from "@launchgate/core";
import { opening } from "../engine/freeze-gate.ts";
import { previewFlow } from "../engine/flows/preview.ts";
import { styled } from "../host.ts";
import { engineAction, engineOptions } from "./engine-run.ts";
import { changesText, findingLines, resultOf } from "./engine-text.ts";

/** `launchgate preview`: what `up` would do, judged by the policy pack; exit 4 on a broken rule. The calendar only advises. (P1, P7, L1) */
export const preview = engineAction(engineOptions, async ({ site, host }) => {
  const { target, outcome, freeze } = await previewFlow(site);
  const { findings, steps, digest } = outcome;
  const stack = site.model.stackName;
  const blocked = findings.some(({ level }) => level === "mandatory");
  const text = [
    `${styled(host, "bold", stack)} (${target}): ${changesText(outcome.changes, "future")}, ${outcome.durationSeconds.toFixed(1)} s.`,
    ...findingLines(findings),
    ...(freeze.open ? [] : [`Advice: the calendar is closed for \`up\`: ${freeze.reason} ${opening(freeze)}`]),
  ].join("\n");
  const shownSteps = steps.map(({ urn, op, changed }) => ({ urn, op, changed }));
  const data = { ...resultOf(stack, target, "previewed", outcome), steps: shownSteps, findings, freeze, digest };
  return { exitCode: blocked ? exitCodes.blocked : exitCodes.done, data, text };
});
