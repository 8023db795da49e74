import * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import type { LogSource, VariableTarget } from "./wire.ts";

/** Arguments of {@link LogForwarding}. */
export interface LogForwardingArgs {
  /** Project whose logs are sent. */
  readonly projectId: pulumi.Input<string>;
  /** Name of the drain, that of the project. */
  readonly drainName: string;
  /** Where logs go: an https address that holds the key of the log intake. Secret. */
  readonly endpoint: pulumi.Input<string>;
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
        endpoint: pulumi.secret(args.endpoint),
        deliveryFormat: "json",
        environments: [...args.environments],
        sources: [...sources],
      },
      this.under({ additionalSecretOutputs: ["endpoint"] }),
    );
    this.registerOutputs({});
  }
}
