import prettier from "prettier";

/** Markdown as the formatter of the project writes it, with a line that says where it comes from. */
export async function markdownPage(source: string, body: string): Promise<string> {
  const page = `<!-- Generated from ${source} by \`npm run generate\`. Do not edit. -->\n\n${body}`;
  const options = await prettier.resolveConfig("docs/page.md");
  return prettier.format(page, { ...options, parser: "markdown" });
}

/** A cell of a table: bars escaped, line breaks taken out. */
export function cell(text: string): string {
  return text.replaceAll("|", "\\|").replaceAll("\n", " ");
}
