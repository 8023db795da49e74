import type { Finding, RuleInfo, Verdict } from "@launchgate/core";
import type { Host } from "../host.ts";
import { humanReport } from "./report-human.ts";
import { junitReport } from "./report-junit.ts";
import { markdownReport } from "./report-markdown.ts";
import { sarifReport } from "./report-sarif.ts";

/** Forms of a report. */
export const reportFormats = ["human", "json", "sarif", "junit", "markdown"] as const;
/** One of {@link reportFormats}. */
export type ReportFormat = (typeof reportFormats)[number];

/** What is reported. */
export interface PolicyReport {
  /** What was judged, such as `stack prod` or the name of a state file. */
  readonly subject: string;
  readonly verdict: Verdict;
  readonly rules: readonly RuleInfo[];
}

/** A report in one of the forms, without the last line break. */
export function renderReport(
  report: PolicyReport,
  format: ReportFormat,
  host: Pick<Host, "colour" | "columns">,
): string {
  switch (format) {
    case "human":
      return humanReport(report, host);
    case "json":
      return JSON.stringify({ subject: report.subject, ...report.verdict }, null, 2);
    case "sarif":
      return JSON.stringify(sarifReport(report), null, 2);
    case "junit":
      return junitReport(report);
    case "markdown":
      return markdownReport(report);
  }
}

/** Words for each kind of finding, plural where there are several. */
export const kindTitles: Readonly<Record<Finding["kind"], string>> = {
  violation: "Violations",
  "waiver-refused": "Waivers refused",
  undecided: "Cannot be judged yet",
  advice: "Advice",
  waived: "Waived",
  "waiver-expired": "Waivers that have ended",
  "waiver-unused": "Waivers that excuse nothing",
};

/** Kinds in the order of a report: what blocks first. */
export const kindOrder = Object.keys(kindTitles) as Finding["kind"][];

/** What stands beside a finding: the waiver, and gaps of vendor plans that weaken the rule (A3). */
export function besides({ waiver, weakenedBy, kind }: Finding): readonly string[] {
  return [
    ...(waiver !== undefined && kind === "waived"
      ? [`waiver "${waiver.id}" of ${waiver.owner} until ${waiver.expires}: ${waiver.reason}`]
      : []),
    ...weakenedBy.map(
      ({ vendor, plan, feature, compensation }) =>
        `${vendor} plan "${plan}" lacks ${feature}; ${compensation === null ? "nothing stands in" : `stands in: ${compensation}`}`,
    ),
  ];
}

/** One sentence about the whole verdict. */
export function summary({ verdict }: PolicyReport): string {
  const count = (kind: Finding["kind"]): number => verdict.findings.filter((each) => each.kind === kind).length;
  const parts = [
    [count("violation"), "violations"],
    [count("waiver-refused"), "waivers refused"],
    [count("undecided"), "cannot be judged yet"],
    [count("advice"), "advice"],
    [count("waived"), "waived"],
  ] as const;
  const told = parts.filter(([number]) => number > 0).map(([number, what]) => `${String(number)} ${what}`);
  const off = Object.keys(verdict.notApplicable).length;
  return [...told, `${String(verdict.passed.length)} rules kept`, `${String(off)} not applicable`].join(", ");
}
