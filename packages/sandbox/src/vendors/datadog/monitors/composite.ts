import { monitorsIn } from "../tables/references.ts";
import type { Evaluation, Finding } from "./finding.ts";
import { groupsOf, monitorsOf, rankOf, type GroupState, type Status } from "./state.ts";

type Groups = Readonly<Record<string, GroupState>>;

/**
 * Evaluates a composite monitor from the statuses that its parts have after the same minute. Everything but `OK` is worth an alert;
 * `&&` gives the least grave, `||` the gravest, `!` turns round, and missing data stays missing. Source: Datadog docs,
 * "Composite monitors".
 */
export function composite({ world, entity }: Evaluation): readonly Finding[] {
  const { query, options } = entity.data;
  const ids = new Set(monitorsIn(query));
  const all = monitorsOf(world).filter(({ data }) => ids.has(data.id));
  const parts = new Map(all.map(({ data, key }) => [data.id, groupsOf(world, key)]));
  const tells = options.notify_no_data === true || options.on_missing_data === "show_and_notify_no_data";
  return commonGroups([...parts.values()]).map((group): Finding => {
    const status = compositeStatus(query, (id) => statusIn(parts.get(id) ?? {}, group));
    return status === "No Data" && !tells ? { group, status: undefined } : { group, status };
  });
}

/** The status of `1 && !(2 || 3)` from those of its parts. */
export function compositeStatus(query: string, of: (id: number) => Status): Status {
  const pieces = query.match(/\d+|&&|\|\||[!()]/g) ?? [];
  let next = 0;
  const skip = (piece: string): boolean => {
    if (pieces[next] !== piece) return false;
    next += 1;
    return true;
  };
  const either = (): Status => {
    let left = both();
    while (skip("||")) left = graver(left, both());
    return left;
  };
  const both = (): Status => {
    let left = one();
    while (skip("&&")) left = milder(left, one());
    return left;
  };
  const one = (): Status => {
    if (skip("!")) return turned(one());
    if (skip("(")) {
      const inner = either();
      skip(")");
      return inner;
    }
    const id = Number(pieces[next]);
    next += 1;
    return of(id);
  };
  return either();
}

function graver(a: Status, b: Status): Status {
  return rankOf(a) >= rankOf(b) ? a : b;
}

function milder(a: Status, b: Status): Status {
  return rankOf(a) <= rankOf(b) ? a : b;
}

function turned(status: Status): Status {
  if (status === "No Data") return status;
  return status === "OK" ? "Alert" : "OK";
}

/** Groups that all parts with groups have; a part without groups goes with each. */
function commonGroups(parts: readonly Groups[]): readonly string[] {
  const grouped = parts.map(Object.keys).filter((names) => names.some((name) => name !== "*"));
  const [first, ...others] = grouped;
  return first ? first.filter((name) => others.every((names) => names.includes(name))) : ["*"];
}

function statusIn(groups: Groups, group: string): Status {
  return (groups[group] ?? groups["*"])?.status ?? "No Data";
}
