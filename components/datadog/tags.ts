/** Whom a Datadog object belongs to. */
export interface TagSubject {
  readonly serviceId: string;
  readonly stageId: string;
  /** Team that owns the service. */
  readonly team: string;
}

/** Tags of every object of a service in a stage, in a fixed order; `more` follow. */
export function standardTags({ serviceId, stageId, team }: TagSubject, more: readonly string[] = []): string[] {
  return [`service:${serviceId}`, `env:${stageId}`, `team:${team}`, "managed-by:launchgate", ...more];
}

/** Filter of a metric query: the points of one service in one stage, narrowed by `more`. */
export function scopeOf({ serviceId, stageId }: Pick<TagSubject, "serviceId" | "stageId">, ...more: string[]): string {
  return `{${[`service:${serviceId}`, `env:${stageId}`, ...more].join(",")}}`;
}

/** Search that finds the monitors of one service in one stage. */
export function monitorSearch({ serviceId, stageId }: Pick<TagSubject, "serviceId" | "stageId">): string {
  return `tag:("service:${serviceId}" AND "env:${stageId}" AND "managed-by:launchgate")`;
}
