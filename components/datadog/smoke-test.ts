import { seconds, vendorName, type Service, type Stage } from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import type { AlertContext } from "./alert-context.ts";
import { alertMessage } from "./alert-message.ts";
import { smokeSteps } from "./smoke-steps.ts";
import { standardTags } from "./tags.ts";
import { wire, type SyntheticsExecutionRule, type SyntheticsSubtype } from "./wire.ts";

/** The smoke suite of one service in one stage. */
export interface SmokeTestArgs {
  readonly context: AlertContext;
  readonly smoke: Service["smoke"];
  readonly stage: Pick<Stage, "syntheticLocations">;
  /** Address of the service, without a slash at the end. */
  readonly url: string;
  /** Secret that passes deployment protection. */
  readonly bypassSecret?: pulumi.Input<string>;
}

/** A multi-step synthetic test: by the clock, and after every deploy by the pipeline, which it blocks (P4). */
export class SmokeTest extends Component {
  /** Public id, with which the pipeline triggers it. */
  readonly publicId: pulumi.Output<string>;

  readonly #args: SmokeTestArgs;

  constructor(name: string, args: SmokeTestArgs, options?: pulumi.ComponentResourceOptions) {
    const { serviceId, stageId, team } = args.context;
    const inputs = { service: serviceId, stage: stageId, owner: team, steps: args.smoke.steps.length };
    super("launchgate:datadog:SmokeTest", name, inputs, options);
    this.#args = args;
    this.publicId = this.#test(args.bypassSecret === undefined ? undefined : this.#bypass(args.bypassSecret));
    this.registerOutputs({ publicId: this.publicId });
  }

  #bypass(bypassSecret: pulumi.Input<string>): datadog.SyntheticsGlobalVariable {
    const { context } = this.#args;
    return new datadog.SyntheticsGlobalVariable(
      this.child("bypass"),
      {
        name: bypassVariable(context),
        description: `Passes deployment protection: service ${context.serviceId}, stage ${context.stageId}. Managed by Launchgate.`,
        value: pulumi.secret(bypassSecret),
        secure: true,
        tags: standardTags(context),
      },
      this.under(),
    );
  }

  #test(bypass: datadog.SyntheticsGlobalVariable | undefined): pulumi.Output<string> {
    const { context, smoke, stage, url } = this.#args;
    const variable = bypassVariable(context);
    const target = { url, thresholdFactor: context.thresholdFactor, ...(bypass ? { bypassVariable: variable } : {}) };
    return new datadog.SyntheticsTest(
      this.child("suite"),
      {
        name: vendorName("datadogMonitor", `[${context.stageId}] ${context.serviceTitle}: smoke suite`),
        type: "api",
        subtype: wire<SyntheticsSubtype>("multi"),
        status: "live",
        locations: [...stage.syntheticLocations],
        apiSteps: smokeSteps(smoke.steps, target),
        ...(bypass ? { configVariables: [{ name: variable, type: "global", id: bypass.id }] } : {}),
        optionsList: this.#options(),
        message: alertMessage(context, {
          summary: "The smoke suite fails.",
          runbook: "smoke-failed",
          severity: "page",
        }),
        tags: standardTags(context, ["suite:smoke"]),
      },
      this.under(),
    ).id;
  }

  #options(): datadog.types.input.SyntheticsTestOptionsList {
    const { context, smoke, stage } = this.#args;
    return {
      tickEvery: seconds(smoke.every),
      // One location alone may have trouble of its own.
      minLocationFailed: Math.min(2, stage.syntheticLocations.length),
      retry: { count: 1, interval: 1000 },
      ci: { executionRule: wire<SyntheticsExecutionRule>("blocking") },
      monitorName: vendorName("datadogMonitor", `[${context.stageId}] ${context.serviceTitle}: smoke suite fails`),
      monitorPriority: context.isProduction ? 1 : 2,
    };
  }
}

/** Name of the variable with the bypass secret: Datadog takes capitals, digits and underscores. `web`, `prod`: `WEB__PROD__VERCEL_BYPASS`. */
export function bypassVariable({ serviceId, stageId }: Pick<AlertContext, "serviceId" | "stageId">): string {
  return [serviceId, stageId, "vercel-bypass"].map((part) => part.toUpperCase().replaceAll("-", "_")).join("__");
}
