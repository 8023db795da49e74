import Anser from "anser";
import { main } from "../../packages/cli/src/main.ts";
import type { Host } from "../../packages/cli/src/host.ts";

const columns = 118;
const cellWidth = 8.4;
const lineHeight = 19;
const margin = 18;
const colours: Readonly<Record<string, string>> = {
  "ansi-red": "#ff7b72",
  "ansi-green": "#7ee787",
  "ansi-yellow": "#e3b341",
  "ansi-cyan": "#79c0ff",
};

/** docs/images/plan-prod.svg: what the first command prints, as a picture. */
export async function planPicture(): Promise<string> {
  const text = await printed(["plan", "--stack", "prod", "--at", "2026-11-23T10:00:00Z"]);
  return picture(["$ npm start", ...text.trimEnd().split("\n")]);
}

async function printed(argv: readonly string[]): Promise<string> {
  let text = "";
  const host: Host = {
    cwd: process.cwd(),
    columns,
    colour: true,
    liveProgress: false,
    now: () => new Date(),
    out: (part) => {
      text += part;
    },
    err: (part) => process.stderr.write(part),
  };
  const exitCode = await main(argv, host);
  if (exitCode !== 0) throw new Error(`launchgate ${argv.join(" ")} ended with ${String(exitCode)}`);
  return text;
}

function picture(lines: readonly string[]): string {
  const width = Math.ceil(columns * cellWidth) + 2 * margin;
  const height = lines.length * lineHeight + 2 * margin;
  const rows = lines.map((line, index) => textRow(line, margin + (index + 0.75) * lineHeight));
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${String(width)}" height="${String(height)}" viewBox="0 0 ${String(width)} ${String(height)}" role="img" aria-label="Output of npm start: the plan of the production stack">
<rect width="100%" height="100%" rx="10" fill="#0d1117"/>
<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', monospace" font-size="14" fill="#e6edf3" xml:space="preserve">
${rows.join("\n")}
</g>
</svg>
`;
}

/** One line of the terminal; each part is set to its width, so that any font keeps the columns. */
function textRow(line: string, y: number): string {
  let column = 0;
  const parts = Anser.ansiToJson(line, { use_classes: true, remove_empty: true }).map((part) => {
    const x = margin + column * cellWidth;
    column += part.content.length;
    const fill = part.fg ? (colours[part.fg] ?? "#e6edf3") : "#e6edf3";
    const weight = part.decorations.includes("bold") ? ' font-weight="bold"' : "";
    const faint = part.decorations.includes("dim") ? ' opacity="0.65"' : "";
    return `<tspan x="${x.toFixed(1)}" textLength="${(part.content.length * cellWidth).toFixed(1)}" fill="${fill}"${weight}${faint}>${Anser.escapeForHtml(part.content).replaceAll(" ", "\u00a0")}</tspan>`;
  });
  return `<text y="${y.toFixed(1)}">${parts.join("")}</text>`;
}
