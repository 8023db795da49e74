import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { ModelError, type PolicyModule, type StackModel } from "@launchgate/core";
import { withSite } from "../actions/engine-site.ts";
import type { TargetId } from "../engine/engine-port.ts";
import { previewFlow } from "../engine/flows/preview.ts";
import type { Host } from "../host.ts";
import { loadPolicy } from "../policy/policy-module.ts";
import { withProgress } from "../progress.ts";
import { openProject, openStack, type Project } from "../project.ts";
import type { DocumentFault, PlanDocument, PlanIndex, PlannedDocument, Side } from "./document/document.ts";
import { documentHead, failedDocument, faultOf, makeDocument, type DocumentHead } from "./document/make-document.ts";
import { documentFile, indexFile } from "./document/read-document.ts";
import { Masker, secretsOfEnvironment } from "./mask.ts";

/** What is planned. */
export interface SideArgs {
  readonly side: Side;
  readonly commit: string;
  /** Folder for the documents, from the folder of the command. */
  readonly out: string;
  /** Stacks to plan; undefined: all of the model. */
  readonly stacks: readonly string[] | undefined;
  readonly overlay: readonly string[];
  readonly at?: Date | undefined;
  /** Ask the engine too: it needs read-only credentials. */
  readonly engine: boolean;
  readonly target?: TargetId | undefined;
  readonly host: Host;
  readonly signal: AbortSignal;
}

/** What was written. */
export interface SidePlan {
  readonly folder: string;
  /** Why nothing could be planned at all. */
  readonly fault: DocumentFault | null;
  readonly stacks: readonly {
    readonly stack: string;
    readonly resources: number;
    /** Steps of the engine's preview; null where there was none. */
    readonly steps: number | null;
    readonly fault: DocumentFault | null;
  }[];
}

/** Writes the plan documents of one side of a pull request. What fails is written down as what it is. (P7) */
export async function planSide(args: SideArgs): Promise<SidePlan> {
  const { host, side, commit } = args;
  const at = args.at ?? host.now();
  const head = documentHead(side, commit, at);
  const masker = new Masker(secretsOfEnvironment(process.env));
  const folder = path.resolve(host.cwd, args.out);
  await mkdir(folder, { recursive: true });
  const opened = await openProject(host.cwd).then(
    async (project) => ({ project, policy: await loadPolicy(project.root) }),
    (error: unknown) => ({ fault: faultOf(error, masker) }),
  );
  const fault = "fault" in opened ? opened.fault : null;
  const names = "fault" in opened ? [] : (args.stacks ?? Object.keys(opened.project.written["stacks"] ?? {}));
  const stacks = [];
  for (const stack of names) {
    const document =
      "fault" in opened
        ? failedDocument(head, stack, new Error(opened.fault.message), masker)
        : await withProgress(host, `Planning ${stack}`, planStack({ ...args, ...opened, stack, at, head, masker }));
    await write(folder, documentFile(stack), document);
    stacks.push(summaryOf(document));
  }
  await write(folder, indexFile, { ...head, stacks: [...names], fault } satisfies PlanIndex);
  return { folder: args.out, fault, stacks };
}

interface StackArgs extends SideArgs {
  readonly project: Project;
  readonly policy: PolicyModule | undefined;
  readonly stack: string;
  readonly at: Date;
  readonly head: DocumentHead;
  readonly masker: Masker;
}

async function planStack(args: StackArgs): Promise<PlanDocument> {
  const { project, policy, stack, at, head, masker, host, overlay } = args;
  try {
    const { model } = await openStack(project, host.cwd, stack, { overlay, at });
    const told = args.engine && isAsked(args, model) ? await previewed(args) : { preview: null, previewFault: null };
    return await makeDocument({ head, project, model, policy, at, masker, ...told });
  } catch (error) {
    return failedDocument(head, stack, error, masker);
  }
}

/**
 * Whether the engine is asked about a stack. A template of throw-away stacks has no state and no settings, so it is asked about only where
 * it is named. (D1)
 */
function isAsked({ stacks }: StackArgs, { stack }: StackModel): boolean {
  return stacks !== undefined || stack.kind === "shared" || !stack.ephemeral;
}

type Previewed = Pick<PlannedDocument, "preview" | "previewFault">;

/** Asks the engine. That it fails is told in the document, and makes the review red; a model that is wrong has no plan at all. */
async function previewed({ project, host, stack, overlay, at, target, signal, masker }: StackArgs): Promise<Previewed> {
  const options = { stack, overlay, at, target, yes: false };
  try {
    const { target: asked, outcome } = await withSite({ project, host, options, signal, vendors: true }, previewFlow);
    const findings = outcome.findings.map(({ policy, level, message, urn }) => ({
      policy,
      mandatory: level === "mandatory",
      message: message.slice(0, 15_000),
      ...(urn === undefined ? {} : { urn }),
    }));
    const steps = outcome.steps.map(({ urn, type, op, changed }) => ({ urn, type, op, changed: [...changed] }));
    return { preview: { target: asked, steps, findings }, previewFault: null };
  } catch (error) {
    if (error instanceof ModelError) throw error;
    return { preview: null, previewFault: faultOf(error, masker) };
  }
}

function summaryOf(document: PlanDocument): SidePlan["stacks"][number] {
  const { stack } = document;
  if (document.outcome === "failed") return { stack, resources: 0, steps: null, fault: document.fault };
  const { resources, preview, previewFault } = document;
  return { stack, resources: resources.length, steps: preview?.steps.length ?? null, fault: previewFault };
}

async function write(folder: string, file: string, content: object): Promise<void> {
  await writeFile(path.join(folder, file), `${JSON.stringify(content)}\n`);
}
