import { valueOrThrow, type RampStep } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import { resolveRolloutRamp } from "./ramp-steps.ts";
import type { AdvancementType } from "./wire.ts";

/** Arguments of {@link RolloutRamp}. */
export interface RolloutRampArgs {
  /** Project whose production traffic moves by the ramp. */
  readonly projectId: pulumi.Input<string>;
  /** Steps of the model, the dark launch at 0 % included. */
  readonly ramp: readonly RampStep[];
}

const advancement: AdvancementType = "manual-approval";

/**
 * The rolling release of a project (T1): the shares of traffic that a new release goes through. It advances only by our
 * decision (house decision 4): the automatic mode would move by its timer past a failed gate. So no stage carries a duration,
 * which Vercel refuses beside `manual-approval`; observation windows and thresholds stand in the release plan and are
 * enforced by `launchgate promote`.
 */
export class RolloutRamp extends Component {
  /** Shares in percent that Vercel knows, rising, the last 100. */
  readonly percents: readonly number[];

  constructor(name: string, args: RolloutRampArgs, options?: pulumi.ComponentResourceOptions) {
    const { percents } = valueOrThrow(resolveRolloutRamp(args.ramp));
    super("launchgate:vercel:RolloutRamp", name, { percents: [...percents] }, options);
    this.percents = percents;
    this.#rollingRelease(args.projectId);
    this.registerOutputs({ percents: [...percents] });
  }

  /** The provider treats another project as an update, which would leave the old project's ramp behind. */
  #rollingRelease(projectId: pulumi.Input<string>): void {
    new vercel.ProjectRollingRelease(
      this.child("rolling-release"),
      {
        projectId,
        advancementType: advancement,
        stages: this.percents.map((targetPercentage) => ({ targetPercentage })),
      },
      this.under({ replaceOnChanges: ["projectId"] }),
    );
  }
}
