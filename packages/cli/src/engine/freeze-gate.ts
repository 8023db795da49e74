import { exitCodes, judgeFreeze, LaunchgateError, type FreezeVerdict, type StackModel } from "@launchgate/core";

/** The stage whose calendar binds a stack: its own; for the shared stack the production stage, which it reaches. */
export function boundStage(model: StackModel): string {
  if (model.stack.kind === "stage") return model.stack.stage;
  const production = Object.entries(model.stages).find(([, { kind }]) => kind === "production");
  return production?.[0] ?? model.stackName;
}

/** What the freeze calendar says of a change to a stack at a moment, for every release type. (L1) */
export function freezeVerdict(model: StackModel, at: Date): FreezeVerdict {
  return judgeFreeze(model.release.freeze.windows, { stage: boundStage(model), at });
}

/** The calendar is closed: an act is refused (exit 4) with the moment at which it opens. Preview only tells the same. (L1, house decision 5) */
export class FreezeError extends LaunchgateError {
  readonly verdict: FreezeVerdict;

  /** `practice`: the sandbox's clock is what was looked at, and can be set. */
  constructor(stack: string, verdict: FreezeVerdict, practice = false) {
    super({
      code: "freeze.closed",
      message: `Stack "${stack}" is closed for changes: ${verdict.reason}`,
      fix: [
        opening(verdict),
        `\`launchgate preview --stack ${stack}\` is never blocked.`,
        ...(practice && verdict.opensAt !== null
          ? [`Or set the sandbox's clock: \`launchgate sandbox clock set ${verdict.opensAt}\`.`]
          : []),
      ].join(" "),
      exitCode: exitCodes.blocked,
    });
    this.name = "FreezeError";
    this.verdict = verdict;
  }
}

/** When a closed calendar opens, one sentence. */
export function opening({ opensAt }: FreezeVerdict): string {
  return opensAt === null ? "It does not open in the next two years." : `It opens at ${opensAt}.`;
}

/** Refuses a change while the calendar is closed. */
export function requireOpen(model: StackModel, at: Date, practice = false): void {
  const verdict = freezeVerdict(model, at);
  if (!verdict.open) throw new FreezeError(model.stackName, verdict, practice);
}
