import { exitCodes, LaunchgateError, suggestion, type Finding, type StackModel } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { offlinePlan } from "../offline/offline-plan.ts";
import type { CapturedResource } from "../offline/capture.ts";
import { commonOptions, readOptions } from "../options.ts";
import { releaseFacts, type ReleaseFacts } from "../plan/facts.ts";
import { mermaidGraph } from "../plan/graph.ts";
import { planText } from "../plan/plan-text.ts";
import { judgedCapture } from "../policy/judged-resources.ts";
import { loadPolicy } from "../policy/policy-module.ts";
import { withProgress } from "../progress.ts";
import { openProject, openStack, type Project } from "../project.ts";

const planOptions = commonOptions.extend({
  stack: z.string().min(1),
  service: z.string().min(1).optional(),
  graph: z.boolean().default(false),
  resources: z.boolean().default(false),
});

/** A plan as `--json` prints it. */
export interface PlanData {
  readonly stack: string;
  readonly resources: readonly CapturedResource[];
  /** What the folder's release rules find: the same verdict as in the engine; empty where it has no policy folder (P7). */
  readonly violations: readonly Finding[];
  readonly facts: ReleaseFacts;
}

/** `launchgate plan`: what a stack will consist of, and what that means for a release (P1, P3, P7, T1, O1, O2). */
export const plan: Action = async (given, host) => {
  const options = readOptions(planOptions, given);
  const project = await openProject(host.cwd);
  const at = options.at ?? host.now();
  const { model } = await openStack(project, host.cwd, options.stack, { overlay: options.overlay, at });
  const chosen = ofService(model, options.service);
  const capture = await withProgress(host, `Planning ${options.stack}`, offlinePlan(project, chosen, at));
  const violations = await violationsOf(project, capture.resources, at);
  const facts = releaseFacts(chosen, capture.resources, at);
  const data: PlanData = { stack: options.stack, resources: capture.resources, violations, facts };
  const text = options.graph
    ? mermaidGraph(capture.resources)
    : planText(chosen, data, { host, listResources: options.resources });
  return {
    exitCode: violations.length === 0 ? exitCodes.done : exitCodes.blocked,
    data: options.graph ? { stack: options.stack, mermaid: text } : data,
    text,
  };
};

/** What blocks, by the rules of the folder. A plan narrowed to one service is judged as it is. */
async function violationsOf(
  project: Project,
  resources: readonly CapturedResource[],
  now: Date,
): Promise<readonly Finding[]> {
  const policy = await loadPolicy(project.root);
  if (policy === undefined) return [];
  const { findings } = policy.judgeStack({
    resources: resources.map(judgedCapture),
    now,
    settings: { plan: "always" },
  });
  return findings.filter(({ kind }) => kind === "violation" || kind === "waiver-refused");
}

/** The model narrowed to one service; the service must be one of the stack's. */
function ofService(model: StackModel, service: string | undefined): StackModel {
  if (service === undefined) return model;
  const known = model.stack.kind === "stage" ? model.stack.services : [];
  if (!known.includes(service)) throw unknownService(model, service, known);
  return Object.freeze({ ...model, stack: { ...model.stack, services: [service] } as StackModel["stack"] });
}

function unknownService(model: StackModel, service: string, known: readonly string[]): LaunchgateError {
  const shared = model.stack.kind === "shared";
  return new LaunchgateError({
    code: "service.unknown",
    message: `Stack "${model.stackName}" has no service "${service}".`,
    fix: shared ? "The shared stack holds what services share; leave --service out." : suggestion(service, known),
  });
}
