import { UsageError } from "@launchgate/provider-kit";
import type { Context, Handler, Live } from "./handlers/handler.ts";
import type { Properties, ResourceSpec } from "@launchgate/provider-kit";
import { desired, observed, satisfied } from "@launchgate/provider-kit";

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

/** What the state of a resource holds: declared inputs as they are now, live values of the others, and the outputs. */
export function stateOf(spec: ResourceSpec, inputs: Properties, live: Live, created: Properties = {}): Properties {
  const keys = Object.keys(spec.inputs);
  const entries = keys.map((key) => {
    const type = spec.inputs[key]?.type;
    if (type === undefined || !(key in live.inputs)) return [key, inputs[key]] as const;
    const declared = inputs[key];
    return [key, declared === undefined ? live.inputs[key] : observed(type, declared, live.inputs[key])] as const;
  });
  const outputs = Object.keys(spec.outputs).map((key) => [key, live.outputs[key] ?? created[key]] as const);
  return Object.fromEntries([...entries, ...outputs].filter(([, value]) => value !== undefined && value !== null));
}

/** Declared inputs after a look at the live object; what was cleared outside is gone from them. */
export function refreshedInputs(spec: ResourceSpec, inputs: Properties, live: Live): Properties {
  const entries = Object.entries(inputs).map(([key, declared]) => {
    const type = spec.inputs[key]?.type;
    if (type === undefined || !(key in live.inputs)) return [key, declared] as const;
    return [key, observed(type, declared, live.inputs[key])] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined && value !== null));
}

function says(value: unknown): boolean {
  if (value === undefined || value === null || value === false || value === 0 || value === "") return false;
  if (Array.isArray(value)) return value.length > 0;
  return typeof value === "object" ? Object.values(value).some((member) => says(member)) : true;
}

function withoutDefaults(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, member]) => says(member)));
}

/** Inputs that an import starts with: what the live object says beyond defaults, and everything required. */
export function importedInputs(spec: ResourceSpec, live: Live): Properties {
  const all: Properties = { ...live.inputs, ...live.importInputs };
  const kept = Object.entries(all).filter(([key, value]) => spec.inputs[key]?.required ?? says(value));
  return Object.fromEntries(kept.map(([key, value]) => [key, withoutDefaults(value)]));
}
