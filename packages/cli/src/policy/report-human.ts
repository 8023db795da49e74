import { styled, type Host, type Style } from "../host.ts";
import { besides, kindOrder, kindTitles, summary, type PolicyReport } from "./report.ts";

/** A report as people read it in a terminal. */
export function humanReport(report: PolicyReport, host: Pick<Host, "colour">): string {
  const { verdict, subject } = report;
  const style: Style = verdict.passes ? "green" : "red";
  const head = `${styled(host, style, verdict.passes ? "keeps the rules" : "breaks rules")}: ${subject} (${verdict.setting})`;
  const sections = kindOrder.flatMap((kind) => {
    const found = verdict.findings.filter((each) => each.kind === kind);
    if (found.length === 0) return [];
    const lines = found.flatMap((each) => [
      `  ${styled(host, "bold", each.rule)} ${each.resource} [${each.severity}]`,
      `    ${each.message}`,
      `    Fix: ${each.fix}`,
      ...besides(each).map((line) => `    ${styled(host, "dim", line)}`),
    ]);
    return [`\n${styled(host, "bold", kindTitles[kind])} (${String(found.length)})`, ...lines];
  });
  return [head, ...sections, `\n${summary(report)}.`].join("\n");
}
