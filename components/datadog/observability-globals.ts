import type { OnCall, Organization, Release, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";

/** Where logs are archived. The bucket is not managed here; its lifecycle must keep what the compliance class demands. */
export interface LogArchiveArgs {
  /** Name of the S3 bucket. */
  readonly bucket: pulumi.Input<string>;
  /** AWS account id, twelve digits. */
  readonly accountId: pulumi.Input<string>;
  /** Role that Datadog assumes. */
  readonly roleName: pulumi.Input<string>;
}

/** What the organisation-wide part of Datadog is made from (O2, O4, P5). */
export interface ObservabilityGlobalsArgs {
  readonly organization: Organization;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  readonly release: Release;
  readonly onCall: OnCall;
  readonly vendors: Vendors;
  readonly pagerDuty: {
    /** Subdomain of the PagerDuty account. */
    readonly subdomain: pulumi.Input<string>;
    /** API token of PagerDuty. Secret. */
    readonly apiToken: pulumi.Input<string>;
  };
  /** Absent: no archive. */
  readonly logArchive?: LogArchiveArgs;
  /** Protects what holds history (indexes, archives). */
  readonly protect: boolean;
  /** Log indexes that exist already and are not managed here, after ours in the order. Default `main`, which every organisation starts with. */
  readonly otherLogIndexes?: readonly string[];
}

/** PagerDuty link, monitor rules, log retention, request metrics and the two organisation dashboards (O2). */
export class ObservabilityGlobals extends Component {
  /** Id of the PagerDuty integration; absent without PagerDuty or Datadog. */
  readonly integrationId: pulumi.Output<string> | undefined;
  /** Address of the operations dashboard; absent without Datadog. */
  readonly operationsDashboardUrl: pulumi.Output<string> | undefined;
  /** Names of the log indexes in their order. */
  readonly logIndexNames: readonly string[];

  constructor(name: string, args: ObservabilityGlobalsArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:datadog:ObservabilityGlobals", name, { organization: args.organization.title }, options);
    this.integrationId = undefined;
    this.operationsDashboardUrl = undefined;
    this.logIndexNames = [];
    this.registerOutputs({});
  }
}
