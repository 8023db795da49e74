import { toDuration, type StackModel } from "@launchgate/core";
import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import { styled, type Host } from "../host.ts";
import { shortType } from "../offline/stand-ins.ts";
import type { CapturedResource } from "../offline/capture.ts";
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
import { textTable } from "../table.ts";
import { countByOwner } from "./count.ts";

/** How a plan is printed. */
export interface PlanTextOptions {
  readonly host: Pick<Host, "colour" | "columns">;
  /** Adds one line for each resource. */
  readonly listResources: boolean;
}

/** What is printed. */
interface PlanParts {
  readonly resources: readonly CapturedResource[];
  readonly facts: ReleaseFacts;
}

/** A plan as people read it: what there will be by service and vendor, then what it means for a release, then problems. */
export function planText(model: StackModel, plan: PlanParts, options: PlanTextOptions): string {
  const page = new Page(options.host);
  const stage =
    plan.facts.stage === null ? "what all stages share" : (model.stages[plan.facts.stage]?.title ?? plan.facts.stage);
  page.title(`${model.organization.title} · stack ${model.stackName} · ${stage}`);
  page.raw(countTable(plan.resources, model, page));
  if (options.listResources) listResources(page, plan.resources);
  section(page, "Who can approve", plan.facts.approvals, approvalLine);
  section(page, "Who is paged, as of now", plan.facts.paging, pagingLine);
  section(page, "How traffic moves", plan.facts.traffic, trafficLine);
  section(page, "What undoes it", plan.facts.undo, undoLine);
  section(page, "What data can be restored to when", plan.facts.data, dataLine);
  problems(page, plan.facts);
  return page.text();
}

/** Lines of a page, wrapped to the terminal. */
class Page {
  readonly #lines: string[] = [];
  readonly #host: Pick<Host, "colour" | "columns">;

  constructor(host: Pick<Host, "colour" | "columns">) {
    this.#host = host;
  }

  get colour(): boolean {
    return this.#host.colour;
  }

  get width(): number {
    return Math.max(40, Math.min(this.#host.columns, 120));
  }

  title(text: string): void {
    this.#lines.push(styled(this.#host, "bold", this.#wrap(text, "")), "");
  }

  heading(text: string): void {
    this.#lines.push("", styled(this.#host, "cyan", text));
  }

  raw(text: string): void {
    this.#lines.push(text);
  }

  /** A labelled line; its continuation stands below the text. */
  line(label: string, labelWidth: number, text: string): void {
    const padded = label + " ".repeat(Math.max(1, labelWidth - stringWidth(label)));
    const indent = " ".repeat(2 + labelWidth);
    const [first = "", ...rest] = wrapAnsi(text, this.width - indent.length, { hard: true }).split("\n");
    this.#lines.push(`  ${styled(this.#host, "bold", padded)}${first}`, ...rest.map((each) => `${indent}${each}`));
  }

  style(style: "red" | "yellow" | "green" | "dim", text: string): string {
    return styled(this.#host, style, text);
  }

  text(): string {
    return this.#lines.join("\n");
  }

  #wrap(text: string, indent: string): string {
    return wrapAnsi(text, this.width - indent.length, { hard: true });
  }
}

function section<T extends { readonly service: string }>(
  page: Page,
  heading: string,
  facts: readonly T[],
  line: (fact: T, page: Page) => string,
): void {
  if (facts.length === 0) return;
  page.heading(heading);
  // Services of which the same is true share a line.
  const groups = new Map<string, string[]>();
  for (const fact of facts) {
    const text = line(fact, page);
    groups.set(text, [...(groups.get(text) ?? []), fact.service]);
  }
  const width = Math.max(...[...groups.values()].map((services) => stringWidth(services.join(", ")))) + 2;
  for (const [text, services] of groups) page.line(services.join(", "), width, text);
}

const names = (people: readonly NamedPerson[]): string => people.map(({ name }) => name).join(", ");

function approvalLine(fact: ApprovalFact, page: Page): string {
  const from = [...fact.branches, ...fact.tags.map((tag) => `tag ${tag}`)].join(", ");
  const origin = from === "" ? "" : ` From ${from}.`;
  if (!fact.required) return `${page.style("yellow", "No approval needed.")}${origin}`;
  const self = fact.selfReview
    ? page.style("red", "People may approve their own change.")
    : "Nobody approves their own change.";
  const bypass = fact.adminsBypass ? page.style("red", "Administrators may bypass.") : "Administrators do not bypass.";
  const wait = fact.waitMinutes > 0 ? ` Then ${String(fact.waitMinutes)} minutes wait.` : "";
  return `One of ${names(fact.people)}. ${self} ${bypass}${wait}${origin}`;
}

function pagingLine(fact: PagingFact, page: Page): string {
  if (!fact.paged) return page.style("yellow", "Nobody is paged.");
  const levels = fact.levels.map(({ after, people }, index) => {
    const who = people.length > 0 ? names(people) : page.style("red", "nobody");
    return `${index === 0 ? "" : " → "}${who} (${after})`;
  });
  return `${levels.join("")}; the chain repeats ${String(fact.loops)} times.`;
}

function trafficLine(fact: TrafficFact, page: Page): string {
  if (fact.mode === "at-once") return "The newest good deployment takes all traffic at once.";
  const steps = fact.steps.map(({ percent, observation }) => `${bar(percent)} ${String(percent)} % for ${observation}`);
  const total = toDuration(rampMilliseconds(fact));
  const moved = fact.rollingRelease
    ? "each step by our decision"
    : page.style("yellow", "without a rolling release: by hand");
  return `${steps.join(" → ")}; ${moved}, ${total} at the least.`;
}

/** A share as a picture ten cells wide at 100 %. */
function bar(percent: number): string {
  const cells = Math.round(percent / 20);
  return "▓".repeat(cells) + "░".repeat(5 - cells);
}

function undoLine(fact: UndoFact): string {
  const steps = fact.steps.map((title, index) => `${String(index + 1)} ${title}`).join("; ");
  return `${steps}. Deployments kept ${fact.deploymentsKept}, rollback window ${fact.rollbackWindow}; recovered within ${fact.rto}, at most ${fact.rpo} of data lost. Ordered by ${names(fact.authority)}. Switches: ${fact.killSwitches.join("; ")}.`;
}

function dataLine(fact: DataFact, page: Page): string {
  if (fact.database === null) return "No database.";
  if (!fact.restorable || fact.earliest === null) return page.style("red", "Nothing can be restored.");
  const snapshots = fact.snapshots === null ? "no snapshots" : `snapshots ${fact.snapshots}`;
  const guard = fact.protected ? "protected" : "not protected";
  return `Any moment since ${fact.earliest.slice(0, 16).replace("T", " ")} UTC (${String(fact.windowDays)} days back); ${snapshots}; ${guard}.`;
}

function problems(page: Page, facts: ReleaseFacts): void {
  page.heading("Problems");
  const open = facts.openRisks.filter(({ status }) => status === "open");
  const accepted = facts.openRisks.length - open.length;
  const width = 16;
  for (const gap of facts.gaps) {
    const cover =
      gap.compensation === null ? page.style("red", "nothing stands in for it") : `instead: ${gap.compensation}`;
    page.line("plan gap", width, `${gap.vendor} ${gap.plan} has no ${gap.title}; ${cover}`);
  }
  for (const risk of open)
    page.line("open risk", width, page.style("yellow", `${risk.title} (${risk.impact}, until ${risk.expires})`));
  page.line("accepted risks", width, String(accepted));
}

function listResources(page: Page, resources: readonly CapturedResource[]): void {
  page.heading("Resources");
  const custom = resources.filter((each) => each.custom);
  const width = Math.max(...custom.map(({ type }) => stringWidth(shortType(type)))) + 2;
  for (const { type, name } of custom) page.line(shortType(type), width, name);
}

function countTable(resources: readonly CapturedResource[], model: StackModel, page: Page): string {
  const { vendors, rows, total } = countByOwner(resources, model);
  const body = [...rows, total].map(({ owner, counts, sum }) => [
    owner,
    ...counts.map((count) => (count === 0 ? "" : String(count))),
    String(sum),
  ]);
  return textTable(["", ...vendors, "all"], body, page, { numbersFrom: 1 });
}
