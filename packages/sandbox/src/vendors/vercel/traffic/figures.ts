import { createHistogram, type RecordableHistogram } from "node:perf_hooks";

/** What one deployment answered. */
export interface VersionFigures {
  /** Id of the deployment. */
  readonly deployment: string;
  readonly version: string;
  readonly requests: number;
  /** Answers 5xx, and those that never came. */
  readonly errors: number;
  /** Answers by class: `2xx`, `4xx`, ... */
  readonly byClass: Readonly<Record<string, number>>;
  /** Answer time, milliseconds. */
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
}

interface Counter {
  readonly deployment: string;
  readonly version: string;
  readonly byClass: Record<string, number>;
  /** Microseconds. */
  readonly times: RecordableHistogram;
}

/** Counts and answer times per version, since the start or the last {@link Figures.clear}. */
export class Figures {
  readonly #byProject = new Map<string, Map<string, Counter>>();

  /** Notes one answer. */
  note(project: string, deployment: string, version: string, statusClass: string, milliseconds: number): void {
    const counters = this.#byProject.get(project) ?? new Map<string, Counter>();
    this.#byProject.set(project, counters);
    // A world that was put back gives the same ids to other versions.
    const key = `${deployment}/${version}`;
    const counter = counters.get(key) ?? { deployment, version, byClass: {}, times: createHistogram() };
    counters.set(key, counter);
    counter.byClass[statusClass] = (counter.byClass[statusClass] ?? 0) + 1;
    counter.times.record(Math.max(1, Math.round(milliseconds * 1000)));
  }

  /** Figures of a project's versions, in the order in which they were first asked. */
  of(project: string): readonly VersionFigures[] {
    return [...(this.#byProject.get(project)?.values() ?? [])].map(({ deployment, version, byClass, times }) => ({
      ...{ deployment, version, requests: times.count, errors: byClass["5xx"] ?? 0, byClass: { ...byClass } },
      ...{ p50: times.percentile(50) / 1000, p95: times.percentile(95) / 1000, p99: times.percentile(99) / 1000 },
    }));
  }

  /** Begins anew, for one project or all. */
  clear(project?: string): void {
    if (project === undefined) this.#byProject.clear();
    else this.#byProject.delete(project);
  }
}
