import type { Finding, RuleInfo } from "@launchgate/core";
import type { PolicyReport } from "./report.ts";

const levels: Readonly<Record<Finding["kind"], "error" | "warning" | "note">> = {
  violation: "error",
  "waiver-refused": "error",
  undecided: "warning",
  advice: "warning",
  waived: "error",
  "waiver-expired": "warning",
  "waiver-unused": "note",
};

/** Score that code scanning sorts security findings by, by severity. */
const scores: Readonly<Record<Finding["severity"], string>> = {
  critical: "9.5",
  high: "8.0",
  medium: "5.0",
  low: "2.0",
};

/** A report as SARIF 2.1.0, for code scanning. A waived breach is a suppressed result. */
export function sarifReport({ subject, verdict, rules }: PolicyReport): unknown {
  const driver = {
    name: "Launchgate release rules",
    informationUri: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/",
    rules: rules.map(descriptor),
  };
  return {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [{ tool: { driver }, results: verdict.findings.map((each) => result(each, subject)) }],
  };
}

function descriptor({ id, title, cause, why, fix, link, severity, tags, requirements }: RuleInfo): unknown {
  return {
    id,
    name: id,
    shortDescription: { text: title },
    fullDescription: { text: `${cause} ${why}` },
    help: { text: fix },
    helpUri: link,
    properties: { tags: [...tags, ...requirements], "security-severity": scores[severity] },
  };
}

function result(finding: Finding, subject: string): unknown {
  const { rule, kind, message, fix, resource, urn, waiver } = finding;
  return {
    ruleId: rule,
    level: levels[kind],
    message: { text: `${resource}: ${message}. Fix: ${fix}` },
    locations: [
      {
        // Resources stand in no single line; the model of the stack is where one goes to mend them.
        physicalLocation: { artifactLocation: { uri: "stacks/index.ts" }, region: { startLine: 1 } },
        logicalLocations: [{ name: resource, fullyQualifiedName: urn ?? `${subject}/${resource}`, kind: "resource" }],
      },
    ],
    partialFingerprints: { "rule/resource": `${rule}/${urn ?? resource}` },
    ...(kind === "waived" && waiver !== undefined
      ? {
          suppressions: [
            { kind: "external", justification: `${waiver.reason} (${waiver.owner}, until ${waiver.expires})` },
          ],
        }
      : {}),
  };
}
