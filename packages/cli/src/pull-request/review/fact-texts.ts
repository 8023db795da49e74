import { toDuration } from "@launchgate/core";
import { counted } from "../../counted.ts";
import type { CostFacts, DocumentFacts } from "../document/facts-schema.ts";
import type { FactChange } from "./review.ts";

type Of<K extends keyof DocumentFacts> = DocumentFacts[K][number];

const names = (people: readonly { readonly name: string }[]): string => people.map(({ name }) => name).join(", ");

/** Who can approve, in one sentence (P3). */
export function approvalText(fact: Of<"approvals">): string {
  const from = [...fact.branches, ...fact.tags.map((tag) => `tag ${tag}`)].join(", ");
  const origin = from === "" ? "" : `, from ${from}`;
  if (!fact.required) return `nobody has to approve${origin}`;
  const self = fact.selfReview ? "people may approve their own change" : "nobody their own change";
  const bypass = fact.adminsBypass ? "administrators may bypass" : "administrators do not bypass";
  const wait = fact.waitMinutes > 0 ? `, then ${counted(fact.waitMinutes, "minute")} of waiting` : "";
  return `one of ${names(fact.people)}; ${self}; ${bypass}${wait}${origin}`;
}

/** Who is paged, level by level (O1). */
export function pagingText(fact: Of<"paging">): string {
  if (!fact.paged) return "nobody is paged";
  const levels = fact.levels.map(({ after, people }) => `${people.length > 0 ? names(people) : "nobody"} for ${after}`);
  return `${levels.join(", then ")}; repeated ${counted(fact.loops, "time")}`;
}

/** How traffic moves (T1). */
export function trafficText(fact: Of<"traffic">): string {
  if (fact.mode === "at-once") return "the newest good deployment takes all traffic at once";
  const steps = fact.steps.map(({ percent, observation, abort }) => {
    const { errorRatePercent, latencyP95Milliseconds, burnRate } = abort;
    const back = `${String(errorRatePercent)} % errors, ${toDuration(latencyP95Milliseconds)} p95, burn ${String(burnRate)}`;
    return `${String(percent)} % for ${observation} (back above ${back})`;
  });
  return `${steps.join("; ")}; ${fact.rollingRelease ? "by our decision" : "by hand, without a rolling release"}`;
}

/** What undoes a release (B1, B2, B9). */
export function undoText(fact: Of<"undo">): string {
  return [
    `${fact.rollbackWindow} back, deployments kept ${fact.deploymentsKept}`,
    `recovered within ${fact.rto}, at most ${fact.rpo} of data lost`,
    `ordered by ${names(fact.authority)}`,
    `on ${fact.triggers.join(", ")}`,
    `steps: ${fact.steps.join(", ")}`,
    `switches: ${fact.killSwitches.join(", ") || "none"}`,
  ].join("; ");
}

/** What data can be restored to when (B7). */
export function dataText(fact: Of<"data">): string {
  if (fact.database === null) return "no database";
  if (!fact.restorable) return "nothing can be restored";
  const guard = fact.protected ? "protected" : "not protected";
  return `any moment of the last ${counted(fact.windowDays, "day")}; snapshots: ${fact.snapshots ?? "none"}; ${guard}`;
}

/** Figures that decide on cost, by what they are about (O5, A3). */
export function costTexts(cost: CostFacts): ReadonlyMap<string, string> {
  const { monthlyUsd, computeUnits, suspendAfter, logDailyLimit, plans } = cost;
  const rows: (readonly [string, string] | undefined)[] = [
    monthlyUsd === null ? undefined : ["budget", `${String(monthlyUsd)} US dollars a month`],
    computeUnits === null
      ? undefined
      : ["database size", `${String(computeUnits.least)} to ${String(computeUnits.most)} compute units`],
    suspendAfter === null ? undefined : ["database sleeps after", suspendAfter],
    logDailyLimit === null ? undefined : ["indexed logs a day", logDailyLimit === 0 ? "no cap" : String(logDailyLimit)],
    ...Object.entries(plans).map(([vendor, plan]) => [`plan of ${vendor}`, plan] as const),
  ];
  return new Map(rows.filter((row) => row !== undefined));
}

/** Whether the change opens a gate or leaves somebody untold. */
export function loosens(topic: FactChange["topic"], before: unknown, now: unknown): boolean {
  if (topic === "approval") return approvalLoosens(before as Of<"approvals">, now as Of<"approvals">);
  if (topic === "paging") return (before as Of<"paging">).paged && !isHeard(now as Of<"paging">);
  if (topic !== "data") return false;
  const [was, is] = [before as Of<"data">, now as Of<"data">];
  return is.windowDays < was.windowDays || (was.protected && !is.protected) || (was.restorable && !is.restorable);
}

function approvalLoosens(before: Of<"approvals">, now: Of<"approvals">): boolean {
  const open = (fact: Of<"approvals">): number[] =>
    [!fact.required, fact.selfReview, fact.adminsBypass].map(Number).concat(-fact.waitMinutes);
  return open(now).some((each, index) => each > (open(before)[index] ?? 0));
}

function isHeard(fact: Of<"paging">): boolean {
  return fact.paged && fact.levels.some(({ people }) => people.length > 0);
}
