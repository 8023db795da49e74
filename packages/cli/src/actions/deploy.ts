import { z } from "zod";
import type { Action } from "../command.ts";
import { deployFlow } from "../delivery/deploy-flow.ts";
import { deployText } from "../delivery/deploy-text.ts";
import { deliveryOrder, stacksBetween } from "../delivery/order.ts";
import { isPaged, pagedOutput } from "../delivery/paged.ts";
import { realWorld } from "../delivery/real-world.ts";
import { DeployRecord } from "../delivery/record.ts";
import { readReviewed } from "../delivery/reviewed.ts";
import { durationOption } from "../duration-option.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import { readOptions } from "../options.ts";
import { tellOutputs } from "../pipelines/runner.ts";
import { openModel, openProject } from "../project.ts";
import { lineTo } from "../smoke/line-to.ts";
import { engineOptions } from "./engine-run.ts";
import { withSite } from "./engine-site.ts";

const deployOptions = engineOptions.omit({ stack: true }).extend({
  from: z.string().min(1).optional(),
  to: z.string().min(1).optional(),
  reviewed: z.string().min(1).optional(),
  acceptChanges: z.boolean().default(false),
  wait: durationOption.default(30 * 60_000),
});

/**
 * `launchgate deploy`: what was reviewed and merged, stack by stack, each followed by the smoke of its services; production after its
 * people approved. Exit 4 where anything stands against it, 5 while it waits. (P1, P3, P4, P7, P9)
 */
export const deploy: Action = async (given, host) => {
  const options = readOptions(deployOptions, given);
  const { from, to, overlay, acceptChanges, wait: patience } = options;
  const project = await openProject(host.cwd);
  const model = await openModel(host.cwd, { overlay, at: host.now() });
  const stacks = stacksBetween(model, from, to);
  const reviewed = await readReviewed(host.cwd, options.reviewed);
  const record = await DeployRecord.open(project.root, reviewed, host.now);
  const say = lineTo(host);
  const report = await withInterrupts(host, (signal) => {
    const open: Parameters<typeof deployFlow>[0]["open"] = (stack, run) =>
      withSite({ project, host, options: { ...options, stack }, signal, vendors: true }, run);
    const world = { open, record, reviewed, reviewedFile: options.reviewed ?? "", acceptChanges, say };
    const order = deliveryOrder(model);
    return deployFlow(
      { ...world, ...realWorld({ env: process.env, patience, say }) },
      stacks,
      order.slice(0, order.indexOf(stacks[0] ?? "")),
    );
  });
  tellOutputs(process.env, { [pagedOutput]: String(isPaged(report)) });
  return { exitCode: report.exitCode, data: report, text: deployText(host, report) };
};
