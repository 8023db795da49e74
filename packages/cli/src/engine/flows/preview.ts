import type { FreezeVerdict } from "@launchgate/core";
import type { PreviewOutcome, TargetId } from "../engine-port.ts";
import { freezeVerdict } from "../freeze-gate.ts";
import { openForPreview, type RunSite } from "./run-site.ts";

/** What a preview found. */
export interface PreviewReport {
  readonly target: TargetId;
  readonly outcome: PreviewOutcome;
  /** What the calendar says: advice here, binding for `up`. (house decision 5) */
  readonly freeze: FreezeVerdict;
}

/** What `up` would do now, judged by the policy pack. A stack that does not exist yet is made, empty, and bound to its target. */
export async function previewFlow(site: RunSite): Promise<PreviewReport> {
  const { stack, target } = await openForPreview(site);
  const { policyPack, signal, onProgress } = site;
  const outcome = await stack.preview({ policyPack, signal, onProgress });
  return { target, outcome, freeze: freezeVerdict(site.model, site.now()) };
}
