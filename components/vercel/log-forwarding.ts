import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import type { LogSource, VariableTarget } from "./wire.ts";

/** What takes the logs. */
export interface LogDrainTarget {
  /** An https address; holds no key, since addresses end up in logs and screens. */
  readonly endpoint: pulumi.Input<string>;
  /** Headers of every delivery, with the key of the intake, such as `DD-API-KEY`. Secret. */
  readonly headers: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Arguments of {@link LogForwarding}. */
export interface LogForwardingArgs extends LogDrainTarget {
  /** Project whose logs are sent. */
  readonly projectId: pulumi.Input<string>;
  /** Name of the drain, that of the project. */
  readonly drainName: string;
  /** Deployments whose logs are sent. */
  readonly environments: readonly VariableTarget[];
}

/** All but `static`: requests for unchanging files say nothing about a release and cost most. */
const sources: readonly LogSource[] = ["build", "edge", "external", "firewall", "lambda", "redirect"];

/** Sends a project's logs to where they are kept as long as the compliance class demands (P5). */
export class LogForwarding extends Component {
  constructor(name: string, args: LogForwardingArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:vercel:LogForwarding", name, { environments: [...args.environments] }, options);
    new vercel.LogDrain(
      this.child("drain"),
      {
        name: args.drainName,
        projectIds: [args.projectId],
        endpoint: args.endpoint,
        headers: pulumi.secret({ ...args.headers }),
        deliveryFormat: "json",
        environments: [...args.environments],
        sources: [...sources],
      },
      this.under({ additionalSecretOutputs: ["headers"] }),
    );
    this.registerOutputs({});
  }
}
