import type { ComplianceClass, Service, Stage } from "@launchgate/core";
import * as datadog from "@pulumi/datadog";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { logIndexPlans, serviceFilter, servicesOf, type LogIndexPlan } from "./log-index-plan.ts";

/** Where logs are archived. The bucket is not managed here; its lifecycle must keep what the compliance class demands. */
export interface LogArchiveArgs {
  /** Name of the S3 bucket. */
  readonly bucket: pulumi.Input<string>;
  /** AWS account id, twelve digits. */
  readonly accountId: pulumi.Input<string>;
  /** Role that Datadog assumes. */
  readonly roleName: pulumi.Input<string>;
}

/** What the retention of logs is made from (P5). */
export interface LogRetentionArgs {
  readonly classes: Readonly<Record<string, ComplianceClass>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
  /** Absent: no archive. */
  readonly archive?: LogArchiveArgs;
  /** Names of indexes that are not managed here; they come after ours. */
  readonly otherIndexes: readonly string[];
  readonly protect: boolean;
}

/** Warning of a daily cap, percent of it. */
const capWarningPercent = 80;

/** Log indexes with the retention of each compliance class, their order, and archives (P5). */
export class LogRetention extends Component {
  /** Names of our indexes, in order. */
  readonly indexNames: readonly string[];

  readonly #args: LogRetentionArgs;

  constructor(name: string, args: LogRetentionArgs, options?: pulumi.ComponentResourceOptions) {
    const plans = logIndexPlans(args);
    super("launchgate:datadog:LogRetention", name, { classes: Object.keys(args.classes) }, options);
    this.#args = args;
    this.indexNames = plans.map((plan) => plan.name);
    const indexes = plans.map((plan) => this.#index(plan));
    this.#order(indexes);
    this.#archives();
    this.registerOutputs({ indexNames: this.indexNames });
  }

  #index(plan: LogIndexPlan): datadog.LogsIndex {
    const { name, query, retention, dailyLimit, complianceClass, stageId } = plan;
    return new datadog.LogsIndex(
      this.child(name),
      {
        name,
        filters: [{ query }],
        ...retention,
        ...(dailyLimit === undefined
          ? { disableDailyLimit: true }
          : { dailyLimit, disableDailyLimit: false, dailyLimitWarningThresholdPercentage: capWarningPercent }),
        tags: [`compliance-class:${complianceClass}`, `env:${stageId}`, "managed-by:launchgate"],
      },
      // An index holds evidence, a deleted name cannot be used again, and some organisations cannot delete one at all.
      this.under({ protect: this.#args.protect, retainOnDelete: true }),
    );
  }

  /** A log goes into the first index that takes it. The order names every index of the organisation, or Datadog refuses it. */
  #order(indexes: readonly datadog.LogsIndex[]): void {
    if (indexes.length === 0) return;
    new datadog.LogsIndexOrder(
      this.child("order"),
      { name: this.child("order"), indexes: [...indexes.map((index) => index.name), ...this.#args.otherIndexes] },
      this.under({ dependsOn: [...indexes] }),
    );
  }

  #archives(): void {
    const { classes, services, archive, protect } = this.#args;
    for (const [id, { archiveRetentionDays }] of Object.entries(classes)) {
      const members = servicesOf(services, id);
      if (!archive || archiveRetentionDays === 0 || members.length === 0) continue;
      new datadog.LogsArchive(
        this.child(`archive-${id}`),
        {
          name: `launchgate-${id}-${String(archiveRetentionDays)}-days`,
          query: serviceFilter(members),
          s3Archive: {
            bucket: archive.bucket,
            accountId: archive.accountId,
            roleName: archive.roleName,
            // One folder a class, so that the bucket's lifecycle can keep each for its own time.
            path: `/launchgate/${id}`,
            encryptionType: "SSE_S3",
          },
          includeTags: true,
          rehydrationTags: [`compliance-class:${id}`, "managed-by:launchgate"],
        },
        this.under({ protect }),
      );
    }
  }
}
