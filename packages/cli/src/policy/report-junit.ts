import type { Finding } from "@launchgate/core";
import type { PolicyReport } from "./report.ts";

/** A report as JUnit XML: a test case a rule. What cannot be judged yet fails, for it is no pass. */
export function junitReport({ subject, verdict, rules }: PolicyReport): string {
  const failing = (each: Finding): boolean => ["violation", "waiver-refused", "undecided"].includes(each.kind);
  const names = [...new Set([...rules.map(({ id }) => id), ...verdict.findings.map(({ rule }) => rule)])];
  const cases = names.map((rule) => {
    const found = verdict.findings.filter((each) => each.rule === rule);
    return testCase(
      rule,
      found.filter(failing),
      found.filter((each) => !failing(each)),
      verdict.notApplicable[rule],
    );
  });
  const failures = cases.filter(({ failed }) => failed).length;
  const skipped = cases.filter((each) => each.skipped).length;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites><testsuite name="release-rules: ${xml(subject)}" tests="${String(cases.length)}" failures="${String(failures)}" skipped="${String(skipped)}">`,
    ...cases.map(({ text }) => text),
    "</testsuite></testsuites>",
  ].join("\n");
}

function testCase(
  rule: string,
  broken: readonly Finding[],
  told: readonly Finding[],
  notApplicable: string | undefined,
): { text: string; failed: boolean; skipped: boolean } {
  const isSkipped = broken.length === 0 && told.length === 0 && notApplicable !== undefined;
  const inner = [
    ...broken.map(
      (each) =>
        `<failure type="${each.kind}" message="${xml(`${each.resource}: ${each.message}`)}">${xml(each.fix)}</failure>`,
    ),
    ...(isSkipped ? [`<skipped message="${xml(notApplicable)}"/>`] : []),
    ...(told.length > 0 ? [`<system-out>${xml(told.map(line).join("\n"))}</system-out>`] : []),
  ].join("");
  return {
    text: `<testcase classname="release-rules" name="${xml(rule)}">${inner}</testcase>`,
    failed: broken.length > 0,
    skipped: isSkipped,
  };
}

function line({ kind, resource, message }: Finding): string {
  return `${kind}: ${resource}: ${message}`;
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/** Text for XML; what XML 1.0 has no place for is left out. */
function xml(text: string): string {
  return text
    .replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
    .replaceAll(/[&<>"']/g, (each) => entities[each] ?? each);
}
