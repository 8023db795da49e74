import { besides, kindOrder, kindTitles, summary, type PolicyReport } from "./report.ts";

/** A report for a pull request. */
export function markdownReport(report: PolicyReport): string {
  const { subject, verdict } = report;
  const sections = kindOrder.flatMap((kind) => {
    const found = verdict.findings.filter((each) => each.kind === kind);
    if (found.length === 0) return [];
    return [
      `\n### ${kindTitles[kind]} (${String(found.length)})\n`,
      "| rule | resource | what is wrong | fix |",
      "| --- | --- | --- | --- |",
      ...found.map((each) => {
        const beside = besides(each).map((line) => `<br>_${cell(line)}_`);
        return `| \`${each.rule}\` | ${cell(each.resource)} | ${cell(each.message)}${beside.join("")} | ${cell(each.fix)} |`;
      }),
    ];
  });
  const head = `## Release rules: ${subject} ${verdict.passes ? "keeps them" : "**breaks them**"}`;
  return [head, ...sections, `\n${summary(report)}.`].join("\n");
}

function cell(text: string): string {
  return text
    .replaceAll("|", "\\|")
    .replaceAll("<", "&lt;")
    .replaceAll(/\s*\n\s*/g, " ");
}
