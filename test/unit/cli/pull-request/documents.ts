import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { selectStack, type PolicyModule } from "@launchgate/core";
import type { PlannedDocument, Side } from "../../../../packages/cli/src/pull-request/document/document.ts";
import { documentHead, makeDocument } from "../../../../packages/cli/src/pull-request/document/make-document.ts";
import { Masker } from "../../../../packages/cli/src/pull-request/mask.ts";
import { reviewFlow, type ReviewArgs } from "../../../../packages/cli/src/pull-request/review/review-flow.ts";
import type { Review } from "../../../../packages/cli/src/pull-request/review/review.ts";
import { judgeStack, ruleInfos } from "../../../../policy/pack.ts";
import { fixedInstant, referenceModel, type StackName } from "../../../helpers/stack-plans.ts";
import "./patience.ts";

/** Commits of the two sides. */
export const commits = { base: "b".repeat(40), head: "a".repeat(40) } as const;
/** The pack of this repository. */
export const policy: PolicyModule = { ruleInfos, judgeStack };

const made = new Map<StackName, Promise<PlannedDocument>>();

/** The document of a stack of the reference organisation, made once a test file; a copy, so that tests may change it. */
export async function documentOf(stack: StackName, side: Side = "head"): Promise<PlannedDocument> {
  const known = made.get(stack) ?? plan(stack);
  made.set(stack, known);
  return { ...structuredClone(await known), side, commit: commits[side] };
}

async function plan(stack: StackName): Promise<PlannedDocument> {
  const { project, model } = await referenceModel();
  const document = await makeDocument({
    head: documentHead("head", commits.head, fixedInstant),
    project,
    model: selectStack(model, stack),
    policy,
    at: fixedInstant,
    masker: new Masker(),
    preview: null,
    previewFault: null,
  });
  if (document.outcome !== "planned") throw new Error(`${stack} could not be planned`);
  return document;
}

/** Files of one side by name: documents, or texts as hostile code may write them. */
export type Files = Readonly<Record<string, unknown>>;

/** Two folders of documents, removed with {@link Sides.remove}. */
export class Sides {
  readonly #folder = mkdtempSync(path.join(tmpdir(), "launchgate-review-"));

  /** Writes a file of one side. */
  write(side: Side, files: Files): string {
    const folder = mkdtempSync(path.join(this.#folder, `${side}-`));
    for (const [name, content] of Object.entries(files))
      writeFileSync(path.join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
    return folder;
  }

  /** Writes the documents of one side with their list. */
  documents(side: Side, documents: readonly PlannedDocument[], more: Files = {}): string {
    const stacks = documents.map(({ stack }) => stack);
    const index = { ...documentHead(side, commits[side], fixedInstant), stacks, fault: null };
    const files = documents.map((each) => [`${each.stack}.json`, { ...each, side, commit: commits[side] }] as const);
    return this.write(side, { "index.json": index, ...Object.fromEntries(files), ...more });
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** A review of what lies in two folders. */
export function reviewOf(base: string, head: string, more: Partial<ReviewArgs> = {}): Promise<Review> {
  return reviewFlow({
    base: { folder: base, commit: commits.base },
    head: { folder: head, commit: commits.head },
    policy,
    stacks: [],
    removed: [],
    changedFiles: [],
    now: fixedInstant,
    masker: new Masker(),
    placeOf: () => null,
    ...more,
  });
}

/** Reviews one change of the production stack. */
export async function reviewOfChange(
  sides: Sides,
  change: (head: PlannedDocument) => void,
  more: Partial<ReviewArgs> = {},
): Promise<Review> {
  const [base, head] = [await documentOf("prod", "base"), await documentOf("prod", "head")];
  change(head);
  return reviewOf(sides.documents("base", [base]), sides.documents("head", [head]), { stacks: ["prod"], ...more });
}
