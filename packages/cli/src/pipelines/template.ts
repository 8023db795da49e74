import type { Model } from "@launchgate/core";
import { releaseTypeIds } from "@launchgate/core";

/** Mark at the top of the text, by which the template is known. */
export const templateMark = "<!-- launchgate: release checklist -->";

const phases = { before: "Before the release", "on-the-day": "On the day", after: "After the release" } as const;

/** One line that is ticked: its id stands first, in backticks. */
export interface TickLine {
  /** Id of a checklist item, or of a release type. */
  readonly id: string;
  readonly kind: "item" | "type";
  /** The line behind its box, as the template has it. */
  readonly text: string;
}

type Checklist = Pick<Model, "release" | "organization">;

/** Lines of the release types: exactly one is ticked (R1). */
export function typeLines({ release }: Checklist): readonly TickLine[] {
  return releaseTypeIds.map((id) => ({
    id,
    kind: "type",
    text: `\`${id}\` ${release.types[id].title}: ${inline(release.types[id].description)}`,
  }));
}

/** Lines of the checklist with owner, evidence and requirement ids (R4). */
export function itemLines(model: Checklist): readonly TickLine[] {
  return Object.keys(model.release.checklist).map((id) => ({ id, kind: "item", text: itemText(model, id) }));
}

function itemText({ release, organization }: Checklist, id: string): string {
  const item = release.checklist[id];
  if (item === undefined) return "";
  const owner = organization.roles[item.owner]?.title ?? item.owner;
  const types = releaseTypeIds.filter((type) => release.types[type].checklist.includes(id));
  const needed = types.length === releaseTypeIds.length ? "every type" : types.join(", ") || "no type";
  const evidence = inline(item.evidence).replace(/\.$/, "");
  return `\`${id}\` **${inline(item.title)}** (${item.requirements.join(", ")}). ${owner}; ${needed}. Evidence: ${evidence}.`;
}

/** `pull_request_template.md`: what changes, the type of the release, and the checklist with its ids (R1, R4). */
export function pullRequestTemplate(model: Checklist): string {
  const items = itemLines(model);
  const inPhase = (phase: string): readonly TickLine[] =>
    items.filter(({ id }) => model.release.checklist[id]?.phase === phase);
  const parts = Object.entries(phases).map(([phase, title]) => `### ${title}\n\n${boxes(inPhase(phase))}`);
  return `${[
    `${templateMark}\n<!-- Made from stacks/checklist.ts and stacks/release.ts by \`launchgate pipelines generate\`. Tick boxes; leave the lines as they are. -->`,
    "## What changes, and why",
    "<!-- For people: one paragraph. -->",
    "## Type of the release",
    `Tick exactly one.\n\n${boxes(typeLines(model))}`,
    "## Checklist",
    "`launchgate pr check` reads the boxes and asks for the evidence of each. What is due on the day or later is ticked then.",
    ...parts,
  ].join("\n\n")}\n`;
}

const boxes = (lines: readonly TickLine[]): string => lines.map(({ text }) => `- [ ] ${text}`).join("\n");

/** Text of the model on one line, without what Markdown or a mention would make of it. */
function inline(text: string): string {
  return text
    .replaceAll(/\s+/g, " ")
    .replaceAll(/[<>`*_[\]|]/g, (sign) => `\\${sign}`)
    .replaceAll("@", "@\u200b");
}
