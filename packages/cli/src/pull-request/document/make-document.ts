import { LaunchgateError, type PolicyModule, type StackModel } from "@launchgate/core";
import { freezeVerdict } from "../../engine/freeze-gate.ts";
import type { CapturedResource } from "../../offline/capture.ts";
import { offlinePlan } from "../../offline/offline-plan.ts";
import { releaseFacts } from "../../plan/facts.ts";
import { judgedCapture } from "../../policy/judged-resources.ts";
import type { Project } from "../../project.ts";
import { hiddenPlaces } from "../hidden.ts";
import type { Masker } from "../mask.ts";
import { costFacts } from "./cost-facts.ts";
import {
  documentFormat,
  documentVersion,
  type DocumentFault,
  type DocumentResource,
  type PlanDocument,
  type PlannedDocument,
  type Side,
} from "./document.ts";

/** What every file of one side says of itself. */
export interface DocumentHead {
  readonly format: typeof documentFormat;
  readonly version: typeof documentVersion;
  readonly side: Side;
  readonly commit: string;
  readonly at: string;
}

/** The common beginning of all files of one side. */
export function documentHead(side: Side, commit: string, at: Date): DocumentHead {
  return { format: documentFormat, version: documentVersion, side, commit, at: at.toISOString() };
}

/** What a document is made from. */
export interface DocumentArgs {
  readonly head: DocumentHead;
  readonly project: Project;
  readonly model: StackModel;
  /** Rules of the folder; undefined where it has none. */
  readonly policy: PolicyModule | undefined;
  readonly at: Date;
  readonly masker: Masker;
  readonly preview: PlannedDocument["preview"];
  readonly previewFault: DocumentFault | null;
}

/** Plans one stack offline and writes down what reviewers and rules need; no secret is in it (P7, S2). */
export async function makeDocument(args: DocumentArgs): Promise<PlanDocument> {
  const { head, project, model, policy, at, masker, preview, previewFault } = args;
  const { resources } = await offlinePlan(project, model, at);
  const facts = releaseFacts(model, resources, at);
  const verdict = policy?.judgeStack({
    resources: resources.map(judgedCapture),
    now: at,
    settings: { plan: "always" },
  });
  const { open, reason, opensAt } = freezeVerdict(model, at);
  const document = {
    ...head,
    stack: model.stackName,
    outcome: "planned" as const,
    stage: facts.stage,
    facts: facts as unknown as PlannedDocument["facts"],
    cost: costFacts(model),
    verdict: verdict === undefined ? null : { ...verdict, findings: [...verdict.findings] },
    rules: (policy?.ruleInfos ?? []).map(({ id, severity, levels, types }) => ({ id, severity, levels, types })),
    freeze: { open, reason, opensAt },
    preview,
    previewFault,
  };
  // Facts, findings and steps hold no text of anybody's own that may be opaque; inputs are masked by name as well.
  const shown = masker.deep(document) as Omit<PlannedDocument, "resources">;
  return { ...shown, ...head, resources: resources.map((each) => documentResource(each, masker)) };
}

/** A document that says why there is no plan. */
export function failedDocument(head: DocumentHead, stack: string, error: unknown, masker: Masker): PlanDocument {
  return { ...head, stack, outcome: "failed", fault: faultOf(error, masker) };
}

/** An error as a document tells it: every problem of a model, none of its secrets. */
export function faultOf(error: unknown, masker: Masker): DocumentFault {
  const message = error instanceof Error ? error.message : String(error);
  const problems = (error as { problems?: readonly { path: string; expected: string; fix: string }[] }).problems ?? [];
  const lines = problems.slice(0, 50).map(({ path, expected }) => `${path}: ${expected}`);
  const known = error instanceof LaunchgateError ? error : undefined;
  return {
    code: known?.code ?? "tool.fault",
    message: masker.text([message, lines.join("; ")].join(" ").trim().slice(0, 15_000)),
    fix: masker.text((known?.fix ?? "Run the same command on this commit and look at what it prints.").slice(0, 5_000)),
  };
}

function documentResource(resource: CapturedResource, masker: Masker): DocumentResource {
  const { urn, type, name, custom, parent, dependencies, options, inputs } = resource;
  const shown = masker.deep(inputs) as Record<string, unknown>;
  return {
    urn,
    type,
    name,
    custom,
    ...(parent === undefined ? {} : { parent }),
    dependencies: [...dependencies],
    protect: options.protect === true,
    ignoreChanges: [...(options.ignoreChanges ?? [])],
    replaceOnChanges: [...(options.replaceOnChanges ?? [])],
    inputs: shown,
    hidden: [...hiddenPlaces(inputs, shown)],
  };
}
