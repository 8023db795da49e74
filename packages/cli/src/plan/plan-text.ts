import type { Finding, StackModel } from "@launchgate/core";
import stringWidth from "string-width";
import type { Host } from "../host.ts";
import { shortType } from "../offline/stand-ins.ts";
import type { CapturedResource } from "../offline/capture.ts";
import { textTable } from "../table.ts";
import { countByOwner } from "./count.ts";
import { approvalLines, dataLines, pagingLines, problemLines, trafficLines, undoLines } from "./fact-lines.ts";
import type { ReleaseFacts } from "./facts.ts";
import { Page } from "./page.ts";

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
  readonly violations: readonly Finding[];
}

/** A plan as people read it: what there will be by service and vendor, then what it means for a release, then problems. */
export function planText(model: StackModel, plan: PlanParts, options: PlanTextOptions): string {
  const { resources, facts } = plan;
  const page = new Page(options.host);
  const stage = facts.stage === null ? "what all stages share" : (model.stages[facts.stage]?.title ?? facts.stage);
  page.title(`${model.organization.title} · stack ${model.stackName} · ${stage}`);
  countLines(page, resources, model);
  if (options.listResources) listResources(page, resources);
  if (facts.stage !== null) {
    approvalLines(page, facts.approvals);
    pagingLines(page, facts.paging, facts.at);
    trafficLines(page, facts.traffic);
    undoLines(page, facts.undo);
    dataLines(page, facts.data);
  }
  problemLines(page, facts);
  violationLines(page, plan.violations);
  return page.text();
}

function violationLines(page: Page, violations: readonly Finding[]): void {
  if (violations.length === 0) return;
  page.heading(`Rules broken: ${String(violations.length)}`);
  page.lines(violations.map(({ rule, resource, message }) => [rule, `${resource}: ${message}`] as const));
}

function listResources(page: Page, resources: readonly CapturedResource[]): void {
  page.heading("Resources");
  const things = resources.filter(({ custom, type }) => custom && !type.startsWith("pulumi:"));
  const lines = things.map(({ type, name }) => [shortType(type), name] as const);
  page.lines(lines.sort(([a, x], [b, y]) => a.localeCompare(b) || x.localeCompare(y)));
}

/** Counts as a table, or as a line for each owner where the table is wider than the terminal. */
function countLines(page: Page, resources: readonly CapturedResource[], model: StackModel): void {
  const { vendors, rows, total } = countByOwner(resources, model);
  const all = [...rows, total];
  const cell = (count: number): string => (count === 0 ? "" : String(count));
  const body = all.map(({ owner, counts, sum }) => [owner, ...counts.map(cell), String(sum)]);
  const table = textTable(["", ...vendors, "all"], body, page, { numbersFrom: 1 });
  if (table.split("\n").every((line) => stringWidth(line) <= page.columns)) {
    page.raw(table);
    return;
  }
  const parts = (counts: readonly number[]): string =>
    vendors.flatMap((vendor, index) => (counts[index] ? [`${vendor} ${String(counts[index])}`] : [])).join(", ");
  page.lines(all.map(({ owner, counts, sum }) => [owner, `${String(sum)}: ${parts(counts)}`] as const));
}
