import { exitCodes, LaunchgateError, type StackModel } from "@launchgate/core";
import type { SmokeReport, StepResult } from "./result.ts";
import { judgeServices, type SmokeOptions, type SmokeSubject } from "./suite.ts";
import { stepLine } from "./step.ts";

/** How the services of a stage are judged. */
export interface StageSmoke {
  readonly model: StackModel;
  readonly subjects: readonly SmokeSubject[];
  /** Version that must answer. Default: any. */
  readonly version?: string | undefined;
  readonly signal: AbortSignal;
  readonly now: () => Date;
  /** Tells each step as it ends. */
  readonly say: (text: string) => void;
}

/**
 * Judges services with the tries and the time that model and stage allow. (P4, P9)
 *
 * @throws LaunchgateError `smoke.stopped` where somebody stopped the command: that is no verdict
 */
export async function judgeStage({ model, subjects, version, signal, now, say }: StageSmoke): Promise<SmokeReport> {
  const stageId = stageOf(model);
  const options: SmokeOptions = {
    ...{ version, signal, now },
    tries: model.release.pipelineTries,
    factor: model.stages[stageId]?.thresholdFactor ?? 1,
    onStep: (service, result) => say(progressLine(service, result)),
  };
  try {
    return await judgeServices(model.stackName, stageId, subjects, options);
  } catch (error) {
    throw signal.aborted ? stopped(model.stackName) : error;
  }
}

function stopped(stack: string): LaunchgateError {
  return new LaunchgateError({
    code: "smoke.stopped",
    message: `Stopped on request: the services of stack "${stack}" are not judged.`,
    fix: "Run it again: nothing passes without a verdict.",
    exitCode: exitCodes.declined,
  });
}

/** The stage of a stack. @throws LaunchgateError `smoke.no-stage` for the shared one */
export function stageOf({ stack, stackName }: StackModel): string {
  if (stack.kind === "stage") return stack.stage;
  throw new LaunchgateError({
    code: "smoke.no-stage",
    message: `Stack "${stackName}" is of no stage: no service runs in it.`,
    fix: "Give the stack of a stage, such as --stack staging.",
  });
}

function progressLine(service: string, result: StepResult): string {
  const sign = { passed: "+", failed: "!", "not-run": "-" }[result.verdict];
  return `${sign} ${service}: ${stepLine(result)}`;
}
