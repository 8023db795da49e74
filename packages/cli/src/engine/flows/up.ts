import { rm } from "node:fs/promises";
import type { OperationOutcome, PreviewOutcome, TargetId } from "../engine-port.ts";
import { requireOpen } from "../freeze-gate.ts";
import { keepState } from "../kept-states.ts";
import { requireNoViolation } from "../policy-pack.ts";
import { settleInterrupted, type Interrupted } from "./interrupted.ts";
import { openForAct, type RunSite } from "./run-site.ts";

/** What an `up` did. */
export interface UpReport {
  readonly target: TargetId;
  readonly preview: PreviewOutcome;
  readonly outcome: OperationOutcome;
  /** File with the state from before. */
  readonly keptState: string;
  /** Creations of an earlier run that was stopped, and what became of them. */
  readonly settled: readonly Interrupted[];
}

/** What may still stop an `up`. */
export interface UpOptions {
  /** Judges the very preview that would be applied, after the rules and before the first write; stops it by rejecting. Default: nothing. */
  readonly admit?: (preview: PreviewOutcome) => Promise<void>;
}

/**
 * Brings a stack up: calendar, preview with the policy pack, and only then the first write, held to the preview's plan. The engine's
 * own `up` judges rules over the whole stack after its writes, hence the preview. The state from before is kept. (L1, L4, P7)
 */
export async function upFlow(site: RunSite, { admit }: UpOptions = {}): Promise<UpReport> {
  requireOpen(site.model, site.now(), site.world !== undefined);
  const { stack, target } = await openForAct(site);
  const { policyPack, signal, onProgress, step } = site;
  const settled = await settleInterrupted(site, stack, target);
  step(policyPack === undefined ? "Preview" : "Preview with the policy pack");
  const preview = await stack.preview({ policyPack, signal, onProgress: withoutSteps(onProgress), plan: true });
  const { planFile } = preview;
  try {
    requireNoViolation(stack.name, preview.findings);
    await admit?.(preview);
    const { file } = await keepState(site.root, stack, target, site.now());
    // The preview took time: the calendar may have closed meanwhile.
    requireOpen(site.model, site.now(), site.world !== undefined);
    step(`Up: ${String(preview.steps.length)} changes`);
    const outcome = await stack.up({ policyPack, planFile, signal, onProgress });
    return { target, preview, outcome, keptState: file, settled };
  } finally {
    if (planFile !== undefined) await rm(planFile, { force: true });
  }
}

/** Resources are told once, when something happens to them, not when it is foreseen. */
function withoutSteps(listener: RunSite["onProgress"]): RunSite["onProgress"] {
  return (event) => {
    if (event.kind !== "resource") listener(event);
  };
}
