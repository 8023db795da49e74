import type { Minute } from "../datadog/traffic.ts";
import { services } from "../datadog/traffic.ts";

/** State of a monitor. */
export type Level = "OK" | "Warn" | "Alert" | "No Data";

/** What an evaluation at a minute must come to. */
export type Rule = (now: number) => Level;

/** What a plan declares of a monitor or an objective. */
export type Inputs = Readonly<Record<string, unknown>>;

type Pick = (minute: Minute) => number;

/** Ten thousand evaluations look at two days each: sums up to every minute are taken once. */
export class Past {
  readonly #first: number;
  readonly #of: (index: number) => Minute | undefined;
  readonly #last: number;
  readonly #sums = new Map<Pick, Float64Array>();

  /** Minutes from `first` to before `last`, counted from the start of the test; `undefined`: nothing was sent. */
  constructor(first: number, last: number, of: (index: number) => Minute | undefined) {
    this.#first = first;
    this.#last = last;
    this.#of = of;
  }

  /** Sum over the minutes of a window that ends before `end`. */
  total(pick: Pick, end: number, window: number): number {
    const sums = this.#sums.get(pick) ?? this.#summed(pick);
    const at = (index: number): number => sums[Math.min(Math.max(index - this.#first, 0), sums.length - 1)] ?? 0;
    return at(end) - at(end - window);
  }

  /** Largest value in a window; `undefined` where nothing was sent. */
  most(pick: Pick, end: number, window: number): number | undefined {
    const all = Array.from({ length: window }, (_, index) => this.#of(end - window + index));
    const values = all.filter((each) => each !== undefined).map(pick);
    return values.length === 0 ? undefined : Math.max(...values);
  }

  #summed(pick: Pick): Float64Array {
    const sums = new Float64Array(this.#last - this.#first + 1);
    for (let index = this.#first; index < this.#last; index += 1) {
      const each = this.#of(index);
      sums[index - this.#first + 1] = (sums[index - this.#first] ?? 0) + (each ? pick(each) : 0);
    }
    this.#sums.set(pick, sums);
    return sums;
  }
}

const anything: Pick = () => 1;
const requests: Pick = (each) => each.requests;
const failed: Pick = (each) => each.failed;
const slow: Pick = (each) => each.slow;
const attempts: Pick = (each) => (each.requests > 0 ? 100 : 0);
const denied: Pick = (each) => each.denied;
const blocked: Pick = (each) => each.blocked;
const business: Pick = (each) => each.business;
const cost: Pick = (each) => 2 * each.cost;
const gauges = new Map<string, Pick>();

/** What the test sends under the words of a query. */
const figures: readonly (readonly [RegExp, Pick])[] = [
  [/^sum:app\.requests\{[^}]*,status_class:5xx\}/, failed],
  [/^sum:app\.requests\{service:[\w-]+,env:\w+\}/, requests],
  [/^sum:app\.auth\.attempts\{[^}]*,outcome:denied\}/, denied],
  [/^sum:app\.auth\.attempts\{service:[\w-]+,env:\w+\}/, attempts],
  [/^sum:app\.workflow\.blocked\{/, blocked],
  [/^sum:app\.business\.\w+\{/, business],
  [/^count\(v: v>\d+\):app\.request\.duration\{/, slow],
  [/^count:app\.request\.duration\{/, requests],
  [/^sum:app\.cost\.month_to_date_usd\{/, cost],
];

function figureOf(text: string): Pick {
  const gauge = /^max:(app\.[\w.]+)\{/.exec(text)?.[1];
  if (gauge !== undefined) return gaugeOf(gauge);
  const found = figures.find(([form]) => form.test(text));
  if (!found) throw new Error(`the test sends nothing like ${text}`);
  return found[1];
}

function gaugeOf(name: string): Pick {
  const made: Pick = gauges.get(name) ?? ((each) => each.gauges[name] ?? NaN);
  gauges.set(name, made);
  return made;
}

/** What every monitor of a plan must come to, from the words of its query alone, by a way that shares nothing with the sandbox's. */
export class Oracle {
  readonly #past: Past;
  readonly #monitors: ReadonlyMap<string, Inputs>;
  readonly #objectives: ReadonlyMap<string, Inputs>;

  constructor(past: Past, monitors: ReadonlyMap<string, Inputs>, objectives: ReadonlyMap<string, Inputs>) {
    this.#past = past;
    this.#monitors = monitors;
    this.#objectives = objectives;
  }

  /** Rule of a monitor by its name in the plan. */
  ruleOf(name: string): Rule {
    const inputs = this.#monitors.get(name);
    if (!inputs) throw new Error(`no monitor ${name}`);
    const query = String(inputs["query"]);
    if (inputs["type"] === "composite") return this.#composite(query);
    if (inputs["type"] === "slo alert") return this.#objective(query, inputs);
    const value = this.#value(query);
    // Evaluations look at what is a minute old.
    if (Number(inputs["evaluationDelay"]) !== 60) throw new Error(`${name}: another delay`);
    return (now) => {
      const found = value(now - 1);
      return found === undefined ? missing(inputs) : judged(inputs, comparatorOf(query), found);
    };
  }

  #composite(query: string): Rule {
    const parts = query.split(" && ").map((part) => {
      const [, not, name = ""] = /^(!?)<datadog:Monitor ([^:]+): id>$/.exec(part) ?? [];
      return { rule: this.ruleOf(name), wanted: not === "" };
    });
    return (now) => (parts.every(({ rule, wanted }) => (rule(now) === "Alert") === wanted) ? "Alert" : "OK");
  }

  /** Value of a query over a window that ends before a minute; `undefined` where it has no data. */
  #value(query: string): (end: number) => number | undefined {
    const [, take, count, unit, what = ""] = /^(\w+)\(last_(\d+)(m|h)\):(.+) [<>]=? [\d.]+$/.exec(query) ?? [];
    const window = Number(count) * (unit === "h" ? 60 : 1);
    const total = (text: string, end: number): number => this.#past.total(figureOf(text), end, window);
    const share = /^100 \* default_zero\((.+)\) \/ (.+)$/.exec(what);
    if (share) return (end) => orNothing((100 * total(share[1] ?? "", end)) / total(share[2] ?? "", end));
    const weekBefore = /^default_zero\(week_before\((.+)\)\)$/.exec(what);
    if (weekBefore) return (end) => total(weekBefore[1] ?? "", end - 7 * 1440);
    const orZero = /^default_zero\((.+)\)$/.exec(what);
    if (orZero) return (end) => total(orZero[1] ?? "", end);
    if (take === "percentile") return (end) => this.#p95(what, end, window);
    if (what.endsWith(".as_count()")) return (end) => total(what, end) || undefined;
    if (take === "max") return (end) => this.#past.most(figureOf(what), end, window);
    if (take !== "avg") throw new Error(`no way to compute ${query}`);
    return (end) => orNothing(total(what, end) / this.#past.total(anything, end, window));
  }

  /** One of the two durations that are sent. */
  #p95(what: string, end: number, window: number): number | undefined {
    const service = services.find(({ name }) => what.startsWith(`p95:app.request.duration{service:${name},`));
    if (!service) throw new Error(`no service in ${what}`);
    const [all, late] = [this.#past.total(requests, end, window), this.#past.total(slow, end, window)];
    if (all === 0) return undefined;
    return all - late >= 0.95 * all ? service.fast : service.slow;
  }

  /** Burn rates and budgets. Source: Site Reliability Workbook, "Alerting on SLOs". In whole numbers, since equal is not over. */
  #objective(query: string, inputs: Inputs): Rule {
    const [, kind, name = "", days] = /^(\w+)\("<datadog:\w+ ([^:]+): id>"\)\.over\("(\d+)d"\)/.exec(query) ?? [];
    const perTenThousand = Math.round((100 - Number(this.#objectives.get(name)?.["targetThreshold"])) * 100);
    const bad = name.includes("-latency-") ? slow : failed;
    const isOver = (limit: number, end: number, window: number): boolean =>
      this.#past.total(bad, end, window) * 1_000_000 >
      Math.round(limit * 100) * perTenThousand * this.#past.total(requests, end, window);
    const { critical, warning } = thresholdsOf(inputs);
    if (kind === "error_budget") {
      // What is older than nine days is kept by the hour: a part of one is not counted.
      const window = (end: number): number => end - Math.ceil((end - Number(days) * 1440) / 60) * 60;
      const spent = (percent: number, end: number): boolean => isOver(percent / 100, end, window(end));
      return (now) => (spent(critical, now) ? "Alert" : spent(warning ?? critical, now) ? "Warn" : "OK");
    }
    const windows = windowsOf(query);
    if (windows.length !== 2) throw new Error(`no two windows in ${query}`);
    return (now) => (windows.every((window) => isOver(critical, now, window)) ? "Alert" : "OK");
  }
}

/** Minutes of the long and the short window of a burn rate. */
export function windowsOf(query: string): readonly number[] {
  return [...query.matchAll(/_window\("(\d+)(m|h)"\)/g)].map(
    ([, count, unit]) => Number(count) * (unit === "h" ? 60 : 1),
  );
}

/** Thresholds of a monitor in a plan. */
export function thresholdsOf(inputs: Inputs): { readonly critical: number; readonly warning?: number } {
  const given = (inputs["monitorThresholds"] ?? {}) as Readonly<Record<string, string>>;
  const { critical, warning, ...others } = given;
  if (critical === undefined || Object.keys(others).length > 0) throw new Error(`thresholds ${JSON.stringify(given)}`);
  return { critical: Number(critical), ...(warning === undefined ? {} : { warning: Number(warning) }) };
}

/** Changes that a rule asks for at the minutes given, from OK on: `12 Alert`. */
export function changesAt(rule: Rule, minutes: readonly number[]): readonly string[] {
  let before: Level = "OK";
  return minutes.flatMap((now) => {
    const level = rule(now);
    if (level === before) return [];
    before = level;
    return [`${String(now)} ${level}`];
  });
}

function comparatorOf(query: string): string {
  return / ([<>]=?) [\d.]+$/.exec(query)?.[1] ?? "";
}

function judged(inputs: Inputs, comparator: string, value: number): Level {
  const { critical, warning } = thresholdsOf(inputs);
  const isOver = (limit: number): boolean => {
    if (comparator === ">") return value > limit;
    if (comparator === ">=") return value >= limit;
    if (comparator === "<") return value < limit;
    throw new Error(`comparator ${comparator}`);
  };
  if (isOver(critical)) return "Alert";
  return warning !== undefined && isOver(warning) ? "Warn" : "OK";
}

function missing({ onMissingData }: Inputs): Level {
  if (onMissingData === "resolve") return "OK";
  if (onMissingData === "show_no_data" || onMissingData === "show_and_notify_no_data") return "No Data";
  throw new Error(`missing data of ${String(onMissingData)}`);
}

function orNothing(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
