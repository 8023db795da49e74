import { badShare, sloCounts } from "../objectives/counts.ts";
import { durationOf } from "../query/monitor-query.ts";
import { comparisonOf } from "../tables/monitor-query.ts";
import { slo as sloRow, type SloData } from "../tables/slo.ts";
import type { Evaluation, Finding } from "./finding.ts";
import { judge } from "./judge.ts";

/** A query of an objective's monitor, taken apart. */
interface ObjectiveQuery {
  readonly id: string;
  readonly over: string;
  /** Milliseconds of the windows of a burn rate; none for an error budget. */
  readonly windows: readonly number[];
}

/** Evaluates a monitor of an objective: how fast its budget burns in two windows, or how much of it is spent. (O2) */
export function sloAlert(evaluation: Evaluation): readonly Finding[] {
  const { world, entity, before } = evaluation;
  const { query, type, options } = entity.data;
  const asked = parse(query);
  const rows = world.store.all<SloData>(`${sloRow.vendor}.${sloRow.name}`);
  const objective = rows.find(({ data }) => data.id === asked?.id)?.data;
  const target = objective?.thresholds.find(({ timeframe }) => timeframe === asked?.over)?.target;
  if (!asked || !objective || target === undefined) return [{ group: "*", status: undefined }];
  const value =
    asked.windows.length > 0
      ? burning(evaluation, asked, objective, target)
      : spent(evaluation, asked, objective, target);
  if (value === undefined) return [{ group: "*", status: before["*"] ? undefined : "No Data", isQuiet: true }];
  const comparator = comparisonOf(type, query)?.operator ?? ">";
  return [{ group: "*", status: judge(value, options, comparator, before["*"]?.status), value }];
}

/** The lower one of the burn rates of both windows: only where both are over the threshold it is. */
function burning(given: Evaluation, { windows }: ObjectiveQuery, slo: SloData, target: number): number | undefined {
  const rates = windows.map((window) => {
    const share = badShare(sloCounts(given.world, slo, { from: given.at - window, to: given.at }));
    return share === undefined ? undefined : inBudgets(share, target);
  });
  const [long, short] = rates;
  // A short window without events burns nothing.
  return long === undefined ? undefined : Math.min(long, short ?? 0);
}

/** Percent of the budget of the whole timeframe that are spent. */
function spent({ world, at }: Evaluation, { over }: ObjectiveQuery, slo: SloData, target: number): number | undefined {
  const share = badShare(sloCounts(world, slo, { from: at - (durationOf(over) ?? 0), to: at }));
  return share === undefined ? undefined : inBudgets(100 * share, target);
}

/** How many budgets a share of bad events is. Ten digits: 100 - 99.9 is a little less than 0.1, and equal must not be over. */
function inBudgets(share: number, target: number): number {
  return Number(((100 * share) / (100 - target)).toPrecision(10));
}

const form =
  /^(?:burn_rate|error_budget)\("(?<id>[^"]+)"\)\.over\("(?<over>[^"]+)"\)(?:\.long_window\("(?<long>[^"]+)"\)\.short_window\("(?<short>[^"]+)"\))?/;

const parsed = new Map<string, ObjectiveQuery | undefined>();

/** Each text is read once. */
function parse(query: string): ObjectiveQuery | undefined {
  if (!parsed.has(query)) parsed.set(query, read(query));
  return parsed.get(query);
}

function read(query: string): ObjectiveQuery | undefined {
  const groups = form.exec(query)?.groups as Readonly<Record<string, string | undefined>> | undefined;
  if (!groups) return undefined;
  const windows = [groups["long"], groups["short"]].flatMap((text) => durationOf(text ?? "") ?? []);
  return { id: groups["id"] ?? "", over: groups["over"] ?? "", windows };
}
