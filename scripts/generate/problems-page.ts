import { problemCodes, rules } from "@launchgate/core";
import { cell, markdownPage } from "./markdown.ts";

/** docs/problems.md: every problem code and the rules behind them. */
export async function problemsPage(): Promise<string> {
  const codes = Object.entries(problemCodes).map(([code, meaning]) => `| \`${code}\` | ${cell(meaning)} |`);
  const rows = rules.map(({ id, title, codes: own, requirements }) => {
    return `| ${id} | ${cell(title)} | ${own.map((code) => `\`${code}\``).join(", ")} | ${requirements.join(", ")} |`;
  });
  const body = `# Problems that \`launchgate validate\` reports

Every problem has a code, the key path, the value, what is allowed and how to fix it. All of them are reported at once.

| code | meaning |
| --- | --- |
${codes.join("\n")}

## Rules over several fields

| rule | makes sure that | codes | serves |
| --- | --- | --- | --- |
${rows.join("\n")}
`;
  return markdownPage("packages/core/src/rules", body);
}
