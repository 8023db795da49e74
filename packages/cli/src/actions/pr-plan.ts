import path from "node:path";
import { exitCodes } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { targetIds } from "../engine/engine-port.ts";
import { withInterrupts } from "../engine/interrupts.ts";
import { commonOptions, readOptions } from "../options.ts";
import { commitSchema, stackNameSchema } from "../pull-request/document/document.ts";
import { momentOf } from "../pull-request/document/read-document.ts";
import { planSide, type SidePlan } from "../pull-request/plan-side.ts";

const planOptions = commonOptions.extend({
  side: z.enum(["base", "head"]),
  commit: commitSchema,
  out: z.string().min(1),
  atOf: z.string().min(1).optional(),
  stack: z.array(stackNameSchema).optional(),
  engine: z.boolean().default(false),
  target: z.enum(targetIds).optional(),
});

/**
 * `launchgate pr plan`: one plan document for each stack, as data for the review; a stack that cannot be planned gets one that says why,
 * and exit 4. (P7)
 */
export const prPlan: Action = async (given, host) => {
  const options = readOptions(planOptions, given);
  const at = options.at ?? (await sameMoment(options.atOf, host));
  const args = { ...options, at, stacks: options.stack, host };
  const planned = await withInterrupts(host, (signal) => planSide({ ...args, signal }));
  const failed = planned.stacks.filter(({ fault }) => fault !== null);
  const isWhole = planned.fault === null && failed.length === 0 && planned.stacks.length > 0;
  return { exitCode: isWhole ? exitCodes.done : exitCodes.blocked, data: planned, text: planText(planned) };
};

/** The moment of the other side; now, where none is named or it is not to be believed. */
async function sameMoment(folder: string | undefined, host: Parameters<Action>[1]): Promise<Date> {
  const now = host.now();
  return (folder === undefined ? undefined : await momentOf(path.resolve(host.cwd, folder), now)) ?? now;
}

function planText({ folder, stacks, fault }: SidePlan): string {
  const lines = stacks.map(({ stack, resources, steps, fault: own }) => {
    if (own !== null) return `${stack}: ${own.message.split("\n")[0] ?? ""}`;
    const told = steps === null ? "no engine preview" : `${String(steps)} steps of the engine`;
    return `${stack}: ${String(resources)} resources, ${told}`;
  });
  return [...(fault === null ? [] : [fault.message]), ...lines, `Documents: ${folder}`].join("\n");
}
