import type { Problem } from "@launchgate/core";
import wrapAnsi from "wrap-ansi";
import { styled, type Host } from "../host.ts";

/** Problems as `--json` prints them: every key in each of them, `value` null where nothing was given. */
export function problemData(problems: readonly Problem[]): readonly Problem[] {
  return problems.map(({ code, path, value, expected, fix }) => ({ code, path, value: value ?? null, expected, fix }));
}

/** Problems as people read them: what, where, what is allowed, how to fix; wrapped to the terminal. */
export function problemList(problems: readonly Problem[], host: Pick<Host, "colour" | "columns">): string {
  const count = problems.length === 1 ? "1 problem" : `${String(problems.length)} problems`;
  const width = Math.max(40, Math.min(host.columns, 120));
  const entries = problems.map((problem) => {
    const given = problem.value === undefined ? "nothing" : JSON.stringify(problem.value);
    const lines = [`expected  ${problem.expected}`, `given     ${given}`, `fix       ${problem.fix}`];
    const body = lines.map((line) => indent(wrapAnsi(line, width - 14, { hard: true }))).join("\n");
    return `${styled(host, "bold", problem.path)}  ${styled(host, "red", problem.code)}\n${body}`;
  });
  return [styled(host, "red", `The model has ${count}.`), ...entries].join("\n\n");
}

/** The first line of a field by four spaces, its wrapped rest below the text. */
function indent(text: string): string {
  return text
    .split("\n")
    .map((line, index) => (index === 0 ? `    ${line}` : `              ${line}`))
    .join("\n");
}
