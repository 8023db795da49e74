import { changesText } from "../actions/engine-text.ts";
import { styled, type Host } from "../host.ts";
import { smokeText } from "../smoke/smoke-text.ts";
import type { DeployReport } from "./deploy-flow.ts";
import type { StackOutcome } from "./stack-outcome.ts";

const styles = { passed: "green", waits: "yellow", stopped: "red" } as const;

/** A delivery for people: stack by stack, then why it ended and what can be done. */
export function deployText(host: Pick<Host, "colour">, report: DeployReport): string {
  const { result, stacks, left, record, commit } = report;
  const head = `Delivery of ${commit.slice(0, 12)}: ${styled(host, styles[result], result)}`;
  const rest = left.length > 0 ? [`Not come to: ${left.join(", ")}`] : [];
  return [head, ...stacks.flatMap((each) => stackLines(host, each)), ...rest, `What was done: ${record}`].join("\n");
}

function stackLines(host: Pick<Host, "colour">, outcome: StackOutcome): readonly string[] {
  const {
    stack,
    changes,
    keptState,
    gate,
    accepted,
    smoke,
    pages = [],
    problem,
    differences = [],
    wayBack = [],
  } = outcome;
  const isBad = problem !== undefined;
  return [
    `${styled(host, isBad ? "red" : "green", isBad ? "!" : "+")} ${stack}: ${standing(outcome)}${changes ? `, ${changesText(changes, "past")}` : ""}`,
    ...(gate ? [`  Approved by ${gate.approvedBy.join(", ")}: ${gate.url}`] : []),
    ...(accepted ? [`  Changes since the review accepted by ${accepted.person}`] : []),
    ...(keptState === undefined ? [] : [`  State from before: ${keptState}`]),
    ...(smoke ? indented(smokeText(host, smoke)) : []),
    ...(problem ? [`  ${problem.message}`, ...differences.map((each) => `    ${each}`), `  Fix: ${problem.fix}`] : []),
    ...pages.map(({ text }) => `  ${text}`),
    ...wayBack.map((each) => `  ${each}`),
  ];
}

function standing({ result }: StackOutcome): string {
  const words = {
    passed: "passed",
    "done-before": "passed in an earlier try, not applied again",
    elsewhere: "applied by the run on GitHub",
    waits: "waits",
    stopped: "stopped",
  };
  return words[result];
}

function indented(text: string): readonly string[] {
  return text.split("\n").map((line) => `  ${line}`);
}
