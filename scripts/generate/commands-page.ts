import { commands } from "../../packages/cli/src/commands.ts";
import { cell, markdownPage } from "./markdown.ts";

/** docs/commands.md: every command, its options and examples, from the command table. */
export async function commandsPage(): Promise<string> {
  const intro = `# Commands

Run them as \`npx launchgate COMMAND\`. Every command takes \`--json\` and \`--overlay FILE.yaml\`.

| exit code | meaning |
| --- | --- |
| 0 | done, open, go, pass |
| 1 | fault of the tool |
| 2 | invalid or refused input |
| 3 | declined by the person |
| 4 | blocked: policy, gate, freeze, no-go, failed analysis |
| 5 | undecided: hold |
`;
  const parts = commands.map(({ name, summary, options, examples, requirements }) => {
    const rows = options.map(({ flags, description, default: value, required }) => {
      const extra = required
        ? " Required."
        : value === undefined || value === false
          ? ""
          : ` Default \`${String(value)}\`.`;
      return `| \`${cell(flags)}\` | ${cell(description)}.${extra} |`;
    });
    const serves = requirements.length > 0 ? `\n\nServes ${requirements.join(", ")}.` : "";
    const shown = examples.map((each) => `launchgate ${each}`).join("\n");
    return `## ${name}\n\n${summary}${serves}\n\n| option | meaning |\n| --- | --- |\n${rows.join("\n")}\n\n\`\`\`sh\n${shown}\n\`\`\``;
  });
  return markdownPage("packages/cli/src/commands.ts", [intro, ...parts].join("\n\n"));
}
