import type { OperationOutcome, TargetId } from "../engine-port.ts";
import { keepState } from "../kept-states.ts";
import { refreshLimit, refreshLoss, type RefreshLoss } from "../refresh-guard.ts";
import { bindWorld } from "../world-binding.ts";
import { openForMending, requireYes, type RunSite } from "./run-site.ts";

/** What a `refresh` did. */
export interface RefreshReport {
  readonly target: TargetId;
  readonly loss: RefreshLoss;
  readonly outcome: OperationOutcome;
  /** File with the state from before. */
  readonly keptState: string;
}

/** Longest list of names in a question. */
const listed = 10;

/** Reads every resource from its vendor into the state; asks first where an unusual share of them would be dropped. (L4) */
export async function refreshFlow(site: RunSite): Promise<RefreshReport> {
  const { stack, target } = await openForMending(site);
  const { signal, onProgress, step } = site;
  const { file, state } = await keepState(site.root, stack, target, site.now());
  step("Look at what a refresh would change");
  const preview = await stack.previewRefresh({ signal });
  const loss = refreshLoss(preview, state);
  if (loss.mustAsk)
    await requireYes(site, "engine.refresh-drops", problemOf(stack.name, loss), "Refresh all the same?");
  step("Refresh");
  const outcome = await stack.refresh({ signal, onProgress });
  await bindWorld(stack, site.world);
  return { target, loss, outcome, keptState: file };
}

function problemOf(stack: string, { dropped, total }: RefreshLoss): string {
  const share = `${String(refreshLimit.share * 100)} %`;
  const names = dropped.slice(0, listed).map((each) => `  ${each}`);
  const more = dropped.length > listed ? [`  and ${String(dropped.length - listed)} more`] : [];
  return [
    `A refresh would drop ${String(dropped.length)} of ${String(total)} resources from the state of "${stack}" (asked from ${share} and ${String(refreshLimit.atLeast)} on, and where none would remain). Wrong or expired credentials look like that.`,
    ...names,
    ...more,
  ].join("\n");
}
