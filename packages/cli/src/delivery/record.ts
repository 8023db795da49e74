import { readFile } from "node:fs/promises";
import path from "node:path";
import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import { writePrivateFile } from "../sandbox/private-file.ts";
import type { SmokeReport } from "../smoke/result.ts";

const acceptance = z.object({
  person: z.string(),
  login: z.string(),
  at: z.string(),
  differences: z.array(z.string()),
});
const gatePass = z.object({ run: z.number(), url: z.string(), approvedBy: z.array(z.string()) });
const stackRecord = z.object({
  /** `began`: the first write may have been sent; `applied`: smoke is to come; `passed`: done. */
  state: z.enum(["waiting", "began", "applied", "passed"]),
  /** Tries that began, one that died among them. */
  tries: z.number().int(),
  /** Of the last change, ISO 8601. */
  at: z.string(),
  /** When the first try began, ISO 8601. */
  begunAt: z.string().optional(),
  /** State from before the first try, on the machine of that try. */
  keptState: z.string().optional(),
  accepted: acceptance.optional(),
  gate: gatePass.optional(),
  /** Run of GitHub that waits for its reviewers. */
  gateRun: z.number().optional(),
});
const recordSchema = z.object({
  format: z.literal(1),
  review: z.string(),
  commit: z.string(),
  stacks: z.record(z.string(), stackRecord),
});

/** What is known of one stack of a run. */
export type StackRecord = z.infer<typeof stackRecord>;
/** Who accepted that the world had changed, and what they accepted. */
export type Acceptance = z.infer<typeof acceptance>;
/** Who let a run pass at its environment. */
export type GatePass = z.infer<typeof gatePass>;

const fresh: StackRecord = { state: "waiting", tries: 0, at: "" };

/**
 * What one delivery has done, stack by stack: written before and after each act, so that one that died half-way goes on where it was and
 * applies nothing twice (P9). One file a review, `.launchgate/deploy/<review>.json`, mode 0600.
 */
export class DeployRecord {
  readonly file: string;
  readonly #now: () => Date;
  #content: z.infer<typeof recordSchema>;

  private constructor(file: string, content: z.infer<typeof recordSchema>, now: () => Date) {
    this.file = file;
    this.#content = content;
    this.#now = now;
  }

  /** The record of a review; a new one where there is none. @throws LaunchgateError `deploy.record-unreadable` */
  static async open(
    root: string,
    { digest, commit }: { readonly digest: string; readonly commit: string },
    now: () => Date,
  ): Promise<DeployRecord> {
    const file = path.join(root, ".launchgate", "deploy", `${digest.slice(0, 16)}.json`);
    const text = await readFile(file, "utf8").catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
      throw unreadable(file);
    });
    if (text === undefined) return new DeployRecord(file, { format: 1, review: digest, commit, stacks: {} }, now);
    return new DeployRecord(file, readRecord(text, file, digest), now);
  }

  /** What is known of a stack. */
  of(stack: string): StackRecord {
    return this.#content.stacks[stack] ?? fresh;
  }

  /** Keeps a verdict of smoke beside the record: evidence of what answered (P4). The newest of a stack stays. */
  async keepSmoke(report: SmokeReport): Promise<void> {
    await writePrivateFile(this.file.replace(/\.json$/, `.smoke-${report.stack}.json`), report);
  }

  /** Notes a change of a stack; it is on the disk when the promise resolves. */
  async note(stack: string, change: Partial<StackRecord>): Promise<void> {
    const next = { ...this.of(stack), ...change, at: this.#now().toISOString() };
    this.#content = { ...this.#content, stacks: { ...this.#content.stacks, [stack]: next } };
    await writePrivateFile(this.file, this.#content);
  }
}

function readRecord(text: string, file: string, digest: string): z.infer<typeof recordSchema> {
  try {
    const content = recordSchema.parse(JSON.parse(text));
    if (content.review === digest) return content;
  } catch {
    // Told below, with what to do.
  }
  throw unreadable(file);
}

function unreadable(file: string): LaunchgateError {
  return new LaunchgateError({
    code: "deploy.record-unreadable",
    message: `What this delivery has done so far cannot be read: ${file}.`,
    fix: "Look at `launchgate history` of each stack; then remove the file: each stack is compared with its review again.",
  });
}
