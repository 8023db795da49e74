import { exitCodes, type ExitCode, type JudgedResource, type Verdict } from "@launchgate/core";
import { z } from "zod";
import type { Action, GivenOptions } from "../command.ts";
import type { Host } from "../host.ts";
import { offlinePlan } from "../offline/offline-plan.ts";
import { commonOptions, readOptions } from "../options.ts";
import { judgedCapture } from "../policy/judged-resources.ts";
import { requirePolicy } from "../policy/policy-module.ts";
import { renderReport, reportFormats } from "../policy/report.ts";
import { readStateFile } from "../policy/state-file.ts";
import { withProgress } from "../progress.ts";
import { openProject, openStack, type Project } from "../project.ts";

const checkOptions = commonOptions.extend({
  stack: z.string().min(1),
  state: z.string().min(1).optional(),
  format: z.enum(reportFormats).default("human"),
});

/** `launchgate policy check`: the verdict of every rule over a stack's offline plan or a state file (P7, R8, A3). */
export const policyCheck: Action = async (given: GivenOptions, host: Host) => {
  const options = readOptions(checkOptions, given);
  const project = await openProject(host.cwd);
  const { ruleInfos, judgeStack } = await requirePolicy(project.root);
  const now = options.at ?? host.now();
  const resources =
    options.state === undefined
      ? await plannedResources(project, host, options, now)
      : await readStateFile(host.cwd, options.state);
  const subject = options.state ?? `stack ${options.stack}`;
  // Another program's state has no plan to demand; a stack of ours is known by its components.
  const verdict = judgeStack({ resources, now, settings: { plan: options.state === undefined ? "always" : "auto" } });
  const text = renderReport({ subject, verdict, rules: ruleInfos }, options.format, host);
  return { exitCode: exitOf(verdict), data: { subject, ...verdict }, text };
};

async function plannedResources(
  project: Project,
  host: Host,
  { stack, overlay }: z.infer<typeof checkOptions>,
  at: Date,
): Promise<readonly JudgedResource[]> {
  const { model } = await openStack(project, host.cwd, stack, { overlay, at });
  const { resources } = await withProgress(host, `Planning ${stack}`, offlinePlan(project, model, at));
  return resources.map(judgedCapture);
}

/** Exit code of a verdict: what blocks is 4, what cannot be judged yet is 5 and never a pass. */
export function exitOf({ passes, findings }: Verdict): ExitCode {
  if (!passes) return exitCodes.blocked;
  return findings.some(({ kind }) => kind === "undecided") ? exitCodes.undecided : exitCodes.done;
}
