import type { ComplianceClass, Service, Stage } from "@launchgate/core";

/** One log index: the logs of the services of one compliance class in one stage. */
export interface LogIndexPlan {
  /** Name in Datadog, `<class>-<stage>`. */
  readonly name: string;
  readonly complianceClass: string;
  readonly stageId: string;
  readonly query: string;
  readonly retention: LogRetention;
  /** Events a day; absent: no cap. */
  readonly dailyLimit?: number;
}

/** How long an index keeps its logs. */
export interface LogRetention {
  /** Days in the standard tier. */
  readonly retentionDays: number;
  /** Days in both tiers together; absent: standard tier only. */
  readonly flexRetentionDays?: number;
}

/** Retentions that Datadog sells for the standard tier, days (Datadog docs: log indexes). */
const standardDays = [3, 7, 15, 30, 45, 60, 90, 180, 360] as const;
/** Longest retention of the flex tier, days; more than a compliance class can demand. */
const longestFlexDays = 450;
/** Standard part of an index that needs the flex tier. */
const standardBeforeFlex = 30;

/** The shortest retention that Datadog sells and that keeps logs for at least `days` (P5). */
export function retentionFor(days: number): LogRetention {
  const retentionDays = standardDays.find((each) => each >= days);
  if (retentionDays !== undefined) return { retentionDays };
  return { retentionDays: standardBeforeFlex, flexRetentionDays: longestFlexDays };
}

/** What {@link logIndexPlans} reads. */
export interface LogIndexArgs {
  readonly classes: Readonly<Record<string, ComplianceClass>>;
  readonly services: Readonly<Record<string, Service>>;
  readonly stages: Readonly<Record<string, Stage>>;
}

/**
 * The indexes in order. One for each class and stage, so that a noisy stage spends its own daily cap and never production's. A class
 * that no service has gets none.
 */
export function logIndexPlans({ classes, services, stages }: LogIndexArgs): LogIndexPlan[] {
  return Object.entries(classes).flatMap(([classId, { logRetentionDays }]) => {
    const members = servicesOf(services, classId);
    if (members.length === 0) return [];
    return Object.entries(stages).map(([stageId, { logDailyLimit }]) => ({
      name: `${classId}-${stageId}`,
      complianceClass: classId,
      stageId,
      query: `env:${stageId} ${serviceFilter(members)}`,
      retention: retentionFor(logRetentionDays),
      ...(logDailyLimit > 0 ? { dailyLimit: logDailyLimit } : {}),
    }));
  });
}

/** Services of a class, in the order of the model. */
export function servicesOf(services: LogIndexArgs["services"], classId: string): string[] {
  return Object.entries(services)
    .filter(([, service]) => service.complianceClass === classId)
    .map(([id]) => id);
}

/** Log search for the logs of some services. */
export function serviceFilter(services: readonly string[]): string {
  return `service:(${services.join(" OR ")})`;
}
