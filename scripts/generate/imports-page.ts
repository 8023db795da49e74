import { untold } from "../../packages/sandbox/src/plugin/untold.ts";
import { cell, markdownPage } from "./markdown.ts";

/** packages/sandbox/docs/imports.md: what no vendor tells, and so an import cannot know. */
export async function importsPage(): Promise<string> {
  const rows = Object.entries(untold).flatMap(([type, inputs]) =>
    Object.entries(inputs).map(([name, reason]) => `| \`${type}\` | \`${name}\` | ${cell(reason)} |`),
  );
  const body = `# What an import leaves to write

An import of a practice resource gives every input that the vendor tells. A program that declares things as they are changes nothing then: also where it leaves out what the vendor fills in, or declares a default. The official providers do the same, because they compare a program with the state. What is declared otherwise than it is stays a change.

Only these inputs no vendor tells. Where a program declares one (and not as \`false\` or empty), the first \`up\` after the import writes it once more; nothing is replaced.

| type | input | why |
| --- | --- | --- |
${rows.join("\n")}

A random password is in the state alone: the practice plugin does not import one.
`;
  return markdownPage("packages/sandbox/src/plugin/untold.ts", body);
}
