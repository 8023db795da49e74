import { toDuration } from "@launchgate/core";
import { counted } from "../counted.ts";
import {
  rampMilliseconds,
  type ApprovalFact,
  type DataFact,
  type NamedPerson,
  type PagingFact,
  type ReleaseFacts,
  type TrafficFact,
  type UndoFact,
} from "./facts.ts";
import type { Page } from "./page.ts";

type Entry = readonly [label: string, text: string];

const names = (people: readonly NamedPerson[]): string => people.map(({ name }) => name).join(", ");

/** Services of which the same is true share an entry. */
function grouped<T extends { readonly service: string }>(facts: readonly T[], text: (fact: T) => string): Entry[] {
  const groups = new Map<string, string[]>();
  for (const fact of facts) groups.set(text(fact), [...(groups.get(text(fact)) ?? []), fact.service]);
  return [...groups].map(([said, services]) => [services.join(", "), said]);
}

/** Who can approve a deployment, and what is closed to whom (P3). */
export function approvalLines(page: Page, facts: readonly ApprovalFact[]): void {
  page.heading("Who can approve");
  page.lines(grouped(facts, (fact) => approvalText(fact, page)));
}

function approvalText(fact: ApprovalFact, page: Page): string {
  const from = [...fact.branches, ...fact.tags.map((tag) => `tag ${tag}`)].join(", ");
  const origin = from === "" ? "" : ` From ${from}.`;
  if (!fact.required) return `${page.style("yellow", "No approval needed.")}${origin}`;
  const self = fact.selfReview
    ? page.style("red", "People may approve their own change.")
    : "Nobody approves their own change.";
  const bypass = fact.adminsBypass ? page.style("red", "Administrators may bypass.") : "Administrators do not bypass.";
  const wait = fact.waitMinutes > 0 ? ` Then ${counted(fact.waitMinutes, "minute")} wait.` : "";
  return `One of ${names(fact.people)}. ${self} ${bypass}${wait}${origin}`;
}

/** Who is paged, level by level (O1). */
export function pagingLines(page: Page, facts: readonly PagingFact[], at: string): void {
  page.heading("Who is paged", `as of ${at.slice(0, 16).replace("T", " ")} UTC`);
  page.lines(grouped(facts, (fact) => pagingText(fact, page)));
}

function pagingText(fact: PagingFact, page: Page): string {
  if (!fact.paged) return page.style("yellow", "Nobody is paged.");
  const levels = fact.levels.map(({ after, people }) => {
    const who = people.length > 0 ? names(people) : page.style("red", "nobody");
    return `${who} for ${after}`;
  });
  return `${levels.join(" → ")}; ${repeats(fact.loops)}.`;
}

function repeats(loops: number): string {
  if (loops === 0) return "the chain does not repeat";
  return loops === 1 ? "the chain repeats once" : `the chain repeats ${String(loops)} times`;
}

/** How traffic moves: the ramp as a picture (T1). */
export function trafficLines(page: Page, facts: readonly TrafficFact[]): void {
  page.heading("How traffic moves");
  page.lines(grouped(facts, (fact) => trafficText(fact, page)));
  const ramp = facts.find(({ mode }) => mode === "ramp");
  for (const step of ramp?.steps ?? []) page.raw(rampRow(step, page));
}

function trafficText(fact: TrafficFact, page: Page): string {
  if (fact.mode === "at-once") return "The newest good deployment takes all traffic at once.";
  const total = counted(Math.round(rampMilliseconds(fact) / 60_000), "minute");
  const moved = fact.rollingRelease ? "each step by our decision" : page.style("yellow", "no rolling release: by hand");
  return `By the ramp, ${moved}; ${total} at the least.`;
}

function rampRow(step: TrafficFact["steps"][number], page: Page): string {
  // The row beside the bar takes 20 columns; a narrow terminal shortens the bar, never the numbers.
  const length = Math.max(5, Math.min(20, page.columns - 20));
  const cells = Math.round((step.percent / 100) * length);
  const bar = `${page.style("green", "█".repeat(cells))}${"░".repeat(length - cells)}`;
  const { errorRatePercent, latencyP95Milliseconds, burnRate } = step.abort;
  const back = `back above ${String(errorRatePercent)} % errors, ${toDuration(latencyP95Milliseconds)} p95, burn ${String(burnRate)}`;
  const row = `  ${`${String(step.percent)} %`.padStart(5)} ${bar} ${step.observation.padEnd(10)}`;
  return page.columns >= 100 ? `${row}  ${page.style("dim", step.percent === 0 ? `dark launch; ${back}` : back)}` : row;
}

/** What undoes a release (B1, B2, B3, B9). */
export function undoLines(page: Page, facts: readonly UndoFact[]): void {
  const [first] = facts;
  if (!first) return;
  page.heading("What undoes it");
  const steps = first.steps.map((title, index) => `${String(index + 1)} ${title}`).join(" → ");
  page.lines([
    ["steps", steps],
    ["on", `${first.triggers.join(", ")}; ordered by ${names(first.authority)}`],
    ["window", `${first.rollbackWindow} back, deployments kept ${first.deploymentsKept}`],
    ["targets", `recovered within ${first.rto}, at most ${first.rpo} of data lost`],
    ...facts.map(({ service, killSwitches }): Entry => [`${service} switches`, killSwitches.join("; ")]),
  ]);
}

/** What data can be restored to when (B7). */
export function dataLines(page: Page, facts: readonly DataFact[]): void {
  page.heading("What data can be restored to when");
  page.lines(grouped(facts, (fact) => dataText(fact, page)));
}

function dataText(fact: DataFact, page: Page): string {
  if (fact.database === null) return "No database.";
  if (!fact.restorable || fact.earliest === null) return page.style("red", "Nothing can be restored.");
  const snapshots = fact.snapshots === null ? "no snapshots" : `snapshots ${fact.snapshots}`;
  const guard = fact.protected ? "protected" : page.style("yellow", "not protected");
  const since = fact.earliest.slice(0, 16).replace("T", " ");
  return `Any moment since ${since} UTC (${counted(fact.windowDays, "day")} back); ${snapshots}; ${guard}.`;
}

/** What is not as one would wish: gaps of vendor plans (A3), risks (R8). */
export function problemLines(page: Page, facts: ReleaseFacts): void {
  page.heading("Problems");
  const gaps = facts.gaps.map(({ vendor, plan, title, compensation }): Entry => {
    const cover = compensation === null ? page.style("red", "nothing stands in for it") : `instead: ${compensation}`;
    return ["plan gap", `${vendor} ${plan} has no ${title}; ${cover}`];
  });
  const open = facts.risks.filter(({ status }) => status === "open");
  const risks = open.map(({ title, impact, expires }): Entry => [
    "open risk",
    page.style("yellow", `${title} (${impact}, until ${expires})`),
  ]);
  const accepted = facts.risks.filter(({ status }) => status === "accepted");
  const count = `${String(accepted.length)}: ${accepted.map(({ title }) => title).join("; ")}`;
  page.lines([...gaps, ...risks, ...(accepted.length > 0 ? [["accepted risks", count] as const] : [])]);
}
