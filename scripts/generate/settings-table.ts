import { z } from "zod";
import { cell } from "./markdown.ts";

/** Settings as rows of a table: name, default, meaning. */
export function settingsTable(settings: z.ZodType): string {
  const { properties } = z.toJSONSchema(settings, { io: "input" });
  const rows = Object.entries(properties ?? {}).map(([name, schema]) => {
    const { default: value, description } = schema as { default?: unknown; description?: string };
    const shown = value === undefined ? "none" : `\`${cell(JSON.stringify(value))}\``;
    return `| \`${name}\` | ${shown} | ${cell(description ?? "")} |`;
  });
  return ["| setting | default | meaning |", "| --- | --- | --- |", ...rows].join("\n");
}
