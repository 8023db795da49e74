import { lstat, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { documentSchema, indexSchema, type DocumentFault, type PlanDocument, type PlanIndex } from "./document.ts";

/** Largest document, bytes: ten times that of 10,000 resources. */
export const largestDocument = 128 * 2 ** 20;
/** Deepest nesting of a document; inputs of real resources reach about 20. */
export const deepestDocument = 100;
/** File that lists the stacks of one side. */
export const indexFile = "index.json";

/** How far back another side's moment is taken, milliseconds: a day, as a preview may wait for its reviewers. */
const momentReach = 24 * 60 * 60_000;
const momentSchema = z.object({ at: z.iso.datetime() });

/** A file of a plan as read, or what is wrong with it in words. */
export type Reading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: DocumentFault };

/** What a document must be about; what it says of itself counts for nothing. */
export interface Expected {
  readonly side: "base" | "head";
  readonly commit: string;
}

/** Name of the file with the plan of a stack. */
export function documentFile(stack: string): string {
  return `${stack}.json`;
}

/** Reads the document of one stack as what it is: data that hostile code may have written. Never rejects. (P7) */
export async function readDocument(folder: string, stack: string, expected: Expected): Promise<Reading<PlanDocument>> {
  const read = await readPart(folder, documentFile(stack), documentSchema, expected);
  if (!read.ok) return read;
  const { value } = read;
  if (value.stack !== stack) return broken(documentFile(stack), `it is the plan of stack "${value.stack}"`);
  if (value.outcome === "planned") {
    const urns = new Set(value.resources.map(({ urn }) => urn));
    if (urns.size < value.resources.length) return broken(documentFile(stack), "it names a resource twice");
  }
  return read;
}

/** Reads which stacks one side has. Never rejects. */
export function readIndex(folder: string, expected: Expected): Promise<Reading<PlanIndex>> {
  return readPart(folder, indexFile, indexSchema, expected);
}

/**
 * The moment as of which a side was planned, so that the other one is planned as of the same: else what only time has changed looks like
 * a change. Undefined where there is none to believe: it is of the future, or further back than the reach. Never rejects. (P7)
 */
export async function momentOf(folder: string, now: Date): Promise<Date | undefined> {
  const content = await contentOf(path.join(folder, indexFile), indexFile);
  const parsed = content.ok ? momentSchema.safeParse(content.value) : undefined;
  if (!parsed?.success) return undefined;
  const at = new Date(parsed.data.at);
  const age = now.getTime() - at.getTime();
  return age >= 0 && age <= momentReach ? at : undefined;
}

async function readPart<T extends { readonly side: string; readonly commit: string }>(
  folder: string,
  file: string,
  schema: z.ZodType<T>,
  expected: Expected,
): Promise<Reading<T>> {
  const content = await contentOf(path.join(folder, file), file);
  if (!content.ok) return content;
  const parsed = schema.safeParse(content.value);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue?.path.map(String).join(".").slice(0, 200) ?? "";
    return broken(file, `it is no plan document of this version (${place === "" ? "as a whole" : `at ${place}`})`);
  }
  const { side, commit } = parsed.data;
  if (side !== expected.side) return broken(file, `it is of the side "${side}"`);
  if (commit !== expected.commit)
    return broken(file, `it is of commit ${commit.slice(0, 12)}, not of ${expected.commit.slice(0, 12)}`);
  return { ok: true, value: parsed.data };
}

async function contentOf(place: string, file: string): Promise<Reading<unknown>> {
  try {
    // A link of the document's author could name any file of this machine, or one without an end.
    const found = await lstat(place);
    if (!found.isFile()) return broken(file, "it is no plain file");
    const { size } = found;
    if (size > largestDocument) return broken(file, `it has ${String(size)} bytes, ${String(largestDocument)} at most`);
    const text = await readFile(place, "utf8");
    const depth = depthOf(text);
    if (depth > deepestDocument) return broken(file, `it is nested deeper than ${String(deepestDocument)}`);
    return { ok: true, value: JSON.parse(text) as unknown };
  } catch (error) {
    if (error instanceof SyntaxError) return broken(file, "it is no JSON");
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return absent(file);
    return broken(file, `it cannot be read (${(error as NodeJS.ErrnoException).code ?? "unknown reason"})`);
  }
}

/** Deepest nesting of JSON, without building it: brackets inside of texts do not count. */
function depthOf(json: string): number {
  let [depth, deepest, quoted] = [0, 0, false];
  for (let at = 0; at < json.length; at += 1) {
    const code = json.charCodeAt(at);
    if (quoted && code === 0x5c) at += 1;
    else if (code === 0x22) quoted = !quoted;
    else if (!quoted && (code === 0x7b || code === 0x5b)) deepest = Math.max(deepest, (depth += 1));
    else if (!quoted && (code === 0x7d || code === 0x5d)) depth -= 1;
  }
  return deepest;
}

function absent(file: string): { ok: false; fault: DocumentFault } {
  return {
    ok: false,
    fault: {
      code: "pull-request.document-missing",
      message: `There is no plan document ${file}.`,
      fix: "Look at the job that makes the plans: it must write one for every stack.",
    },
  };
}

function broken(file: string, reason: string): { ok: false; fault: DocumentFault } {
  return {
    ok: false,
    fault: {
      code: "pull-request.document-broken",
      message: `The plan document ${file} is not taken: ${reason}.`,
      fix: "Run `launchgate pr plan` of this version again for the commit under review.",
    },
  };
}
