import { UsageError } from "@launchgate/provider-kit";
import type { Context, Handler, Live } from "./handlers/handler.ts";
import type { Properties, ResourceSpec } from "@launchgate/provider-kit";
import { desired, satisfied } from "@launchgate/provider-kit";

/** How often an object that must exist is looked for: Neon's reads may lag behind its writes. */
const looksForExisting = 8;

/** How often a written value is looked for before a warning says that it did not take. */
const looksForWritten = 6;

/** What one round of {@link converge} works with. */
export interface ConvergeArgs {
  readonly spec: ResourceSpec;
  readonly handler: Handler;
  readonly id: string;
  /** What is declared now. */
  readonly inputs: Properties;
  /** What was declared before; empty for a creation. */
  readonly oldInputs: Properties;
  /** What is recorded, inputs and outputs. */
  readonly state: Properties;
  readonly context: Context;
  /** Called once Neon has accepted a write. */
  readonly afterWrite?: () => void;
}

/** Reads an object that must exist. */
export async function findExisting(args: ConvergeArgs): Promise<Live> {
  const { handler, id, state, context } = args;
  for (let attempt = 0; attempt < looksForExisting; attempt += 1) {
    if (attempt > 0)
      await context.task.pause(context.task.backoffMilliseconds(attempt), `see ${args.spec.name} ${id} appear`);
    const live = await handler.find(id, state, context);
    if (live !== undefined) return live;
  }
  throw new UsageError(`${args.spec.name} ${id} is not there any more. Run pulumi refresh, then pulumi up.`);
}

/** Wanted values of inputs that can be changed and differ from the live ones. */
function differing({ spec, inputs, oldInputs }: ConvergeArgs, live: Live): Properties {
  const entries = Object.entries(spec.inputs).flatMap(([key, input]) => {
    if (input.change !== "update" || !(key in live.inputs)) return [];
    const wanted = desired(input, inputs[key], oldInputs[key]);
    return wanted === undefined || satisfied(input.type, wanted, live.inputs[key]) ? [] : [[key, wanted] as const];
  });
  return Object.fromEntries(entries);
}

/**
 * Makes live what is declared: compares with the live object, writes what differs, and looks until it shows. What Neon accepts
 * but does not keep ends in a warning that names it.
 */
export async function converge(args: ConvergeArgs): Promise<Live> {
  const { handler, context } = args;
  let live = await findExisting(args);
  for (let attempt = 0; attempt < looksForWritten; attempt += 1) {
    const wanted = differing(args, live);
    const names = Object.keys(wanted);
    if (names.length === 0) return live;
    if (attempt === 0 || attempt === looksForWritten / 2) {
      const operations = await handler.apply(live, wanted, context);
      args.afterWrite?.();
      await context.api.settle(operations, context.task);
    } else {
      await context.task.pause(context.task.backoffMilliseconds(attempt), `see ${names.join(", ")} change`);
    }
    live = await findExisting(args);
  }
  const left = Object.keys(differing(args, live));
  if (left.length > 0)
    context.task.log.warning(`Neon accepted but did not keep: ${left.join(", ")}. Look at what your plan allows.`);
  return live;
}
