import path from "node:path";
import { exitCodes, LaunchgateError, type StackModel } from "@launchgate/core";
import { z } from "zod";
import type { Action, ActionResult } from "../command.ts";
import { openExisting } from "../engine/target-binding.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import type { Host } from "../host.ts";
import { readOptions } from "../options.ts";
import { openProject, openStack } from "../project.ts";
import { writePrivateFile } from "../sandbox/private-file.ts";
import { judgeStage, stageOf } from "../smoke/judge-stage.ts";
import { servicesOf, subjectOf, subjectsOf } from "../smoke/places.ts";
import { lineTo } from "../smoke/line-to.ts";
import { smokeText } from "../smoke/smoke-text.ts";
import type { SmokeSubject } from "../smoke/suite.ts";
import { engineOptions } from "./engine-run.ts";
import { withSite } from "./engine-site.ts";

/** Variable with the secret that passes deployment protection where `--url` is given: that of the environment's secret. */
export const bypassVariable = "VERCEL_BYPASS_SECRET";

const address = z.url({ protocol: /^https?$/, error: "an address such as https://app.example.com" });
const smokeOptions = engineOptions.extend({
  service: z.string().min(1).optional(),
  url: address.optional(),
  version: z.string().min(1).max(100).optional(),
  out: z.string().min(1).optional(),
});
type Options = z.infer<typeof smokeOptions>;

/** `launchgate smoke`: the suites of a stage's services, each step with its verdict; exit 4 unless every one passed. (P4) */
export const smoke: Action = async (given, host) => {
  const options = readOptions(smokeOptions, given);
  return withInterrupts(host, (signal) => (options.url === undefined ? byState : byAddress)(options, host, signal));
};

/** At an address that is given: no engine, no state; for the pipelines of services. */
async function byAddress(options: Options, host: Host, signal: AbortSignal): Promise<ActionResult> {
  const project = await openProject(host.cwd);
  const { stack, overlay, at, url = "" } = options;
  const { model } = await openStack(project, host.cwd, stack, { overlay, at: at ?? host.now() });
  const [service = "", ...more] = chosen(model, options.service);
  if (more.length > 0) throw oneService(model);
  const bypass = process.env[bypassVariable];
  const subject = subjectOf(model, service, url.replace(/\/+$/, ""), bypass === "" ? undefined : bypass);
  return judge(options, host, signal, {
    model,
    subjects: [subject],
    now: host.now,
    say: lineTo(host),
  });
}

/** At the addresses that the stack's state holds. */
async function byState(options: Options, host: Host, signal: AbortSignal): Promise<ActionResult> {
  const project = await openProject(host.cwd);
  return withSite({ project, host, options, signal, vendors: false }, async (site) => {
    const { model, now } = site;
    const wanted = chosen(model, options.service);
    const stack = await openExisting(site.engine, model.stackName);
    const subjects = await subjectsOf(model, stack, site.openedFor, site.root);
    const asked = subjects.filter(({ service }) => wanted.includes(service));
    return judge(options, host, signal, { model, subjects: asked, now, say: lineTo(host) });
  });
}

interface Judged {
  readonly model: StackModel;
  readonly subjects: readonly SmokeSubject[];
  readonly now: () => Date;
  readonly say: (text: string) => void;
}

async function judge(options: Options, host: Host, signal: AbortSignal, judged: Judged): Promise<ActionResult> {
  const report = await judgeStage({ ...judged, version: options.version, signal });
  if (options.out !== undefined) await writePrivateFile(path.resolve(host.cwd, options.out), report);
  const passed = report.verdict === "passed";
  return { exitCode: passed ? exitCodes.done : exitCodes.blocked, data: report, text: smokeText(host, report) };
}

function chosen(model: StackModel, service: string | undefined): readonly string[] {
  stageOf(model);
  const all = servicesOf(model);
  if (service === undefined) return all;
  if (all.includes(service)) return [service];
  throw new LaunchgateError({
    code: "smoke.unknown-service",
    message: `Stack "${model.stackName}" has no service "${service}".`,
    fix: `Give one of: ${all.join(", ")}.`,
  });
}

function oneService(model: StackModel): LaunchgateError {
  return new LaunchgateError({
    code: "smoke.one-service",
    message: "An address is that of one service, and none is chosen.",
    fix: `Give --service with one of: ${servicesOf(model).join(", ")}.`,
  });
}
