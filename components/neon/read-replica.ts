import { valueOrThrow } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Endpoint } from "neon-pulumi";
import { Component } from "../component.ts";
import { resolveComputeSize, type ComputeSizeParts } from "./compute-size.ts";

/** Arguments of {@link ReadReplica}. */
export interface ReadReplicaArgs extends ComputeSizeParts {
  readonly projectId: pulumi.Input<string>;
  /** Branch that is read. */
  readonly branchId: pulumi.Input<string>;
}

/** A read-only compute on a branch, of the same size as the read-write one, for reports that must not slow down users (P1). */
export class ReadReplica extends Component {
  /** Host for direct connections. */
  readonly host: pulumi.Output<string>;

  constructor(name: string, args: ReadReplicaArgs, options?: pulumi.ComponentResourceOptions) {
    const size = valueOrThrow(resolveComputeSize(args));
    super("launchgate:neon:ReadReplica", name, { ...size }, options);
    const { projectId, branchId } = args;
    const endpoint = new Endpoint(
      this.child("endpoint"),
      { projectId, branchId, type: "read_only", ...size },
      this.under(),
    );
    this.host = endpoint.host;
    this.registerOutputs({ host: this.host });
  }
}
