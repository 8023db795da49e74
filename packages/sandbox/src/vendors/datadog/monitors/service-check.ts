import { isWithin, scopeOf } from "../query/scope.ts";
import { checkRunsOf, type CheckRun } from "../metrics/check-runs.ts";
import { sourceSince } from "../sources.ts";
import type { Evaluation, Finding } from "./finding.ts";
import type { Status } from "./state.ts";

/** A query of a service check, taken apart. */
export interface ServiceCheckQuery {
  readonly check: string;
  readonly over: readonly string[];
  readonly by: readonly string[];
  readonly last: number;
}

const form =
  /^"(?<check>[^"]+)"\.over\((?<over>[^)]*)\)(?:\.by\((?<by>[^)]*)\))?\.last\((?<last>\d+)\)\.count_by_status\(\)$/;

/** Reads `"app.ready".over("env:prod").by("service").last(4).count_by_status()`; undefined for another text. */
export function parseServiceCheck(query: string): ServiceCheckQuery | undefined {
  const groups = form.exec(query.replaceAll(/\s+/g, ""))?.groups as
    Readonly<Record<string, string | undefined>> | undefined;
  if (!groups) return undefined;
  const texts = (list = ""): readonly string[] => [...list.matchAll(/"([^"]*)"/g)].map(([, each = ""]) => each);
  const { check = "", over, by, last } = groups;
  return { check, over: texts(over), by: texts(by).filter((each) => each !== "*"), last: Number(last) };
}

/** Statuses of a check by number, with the threshold that says how many in a row count. Source: Datadog docs, "Service Check". */
const levels = [
  { number: 2, threshold: "critical", status: "Alert" },
  { number: 1, threshold: "warning", status: "Warn" },
  { number: 0, threshold: "ok", status: "OK" },
] as const satisfies readonly { number: number; threshold: string; status: Status }[];

/** Evaluates a monitor of a service check: so many runs in a row of one status change it. */
export function serviceCheck({ world, entity, at, before }: Evaluation): readonly Finding[] {
  const query = parseServiceCheck(entity.data.query);
  if (!query) return [{ group: "*", status: undefined }];
  const scopes = query.over.filter((each) => each !== "*").map(scopeOf);
  const runs = checkRunsOf(world).filter(
    (run) =>
      run.check === query.check &&
      run.at <= at &&
      scopes.every((scope) => isWithin({ tags: run.tags, tag: () => undefined }, scope)),
  );
  const groups = new Map<string, CheckRun[]>(query.by.length === 0 ? [["*", []]] : []);
  for (const run of runs) {
    const name = query.by.map((tag) => run.tags.find((each) => each.startsWith(`${tag}:`)) ?? "").join(",") || "*";
    groups.set(name, [...(groups.get(name) ?? []), run]);
  }
  const all = new Set([...groups.keys(), ...Object.keys(before)]);
  return [...all].map((group): Finding => {
    const own = (groups.get(group) ?? []).slice(-Math.max(query.last, 10));
    const { options } = entity.data;
    const silence = at - Math.max(own.at(-1)?.at ?? 0, entity.created, sourceSince(world) ?? 0);
    const limit = (options.no_data_timeframe ?? 2) * 60_000;
    if (silence >= limit && options.notify_no_data === true) return { group, status: "No Data" };
    const found = levels.find(({ number, threshold }) => inARow(own, number, options.thresholds?.[threshold] ?? 1));
    return { group, status: found?.status };
  });
}

function inARow(runs: readonly CheckRun[], status: number, threshold: number): boolean {
  const last = runs.slice(-Math.max(1, threshold));
  return last.length >= Math.max(1, threshold) && last.every((run) => run.status === status);
}
