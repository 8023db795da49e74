import type { Operation } from "@neondatabase/api-client";
import type { Candidate, Creation, CreationPlan, Mark } from "../creation.ts";
import { createOnce } from "../creation.ts";
import { UsageError } from "@launchgate/provider-kit";
import { isMissing } from "../errors.ts";
import type { CallArgs, NeonApi } from "../neon-api.ts";
import type { RecoveryNotes } from "../recovery-notes.ts";
import type { LiveView, Properties } from "@launchgate/provider-kit";
import type { Task } from "../task.ts";

/** A live object as the provider sees it. */
export interface Live extends LiveView {
  /** Pulumi id. */
  readonly id: string;
}

/** Everything a handler works with during one resource operation. */
export interface Context {
  readonly urn: string;
  readonly api: NeonApi;
  readonly task: Task;
  readonly notes: RecoveryNotes;
  /** Owner text for marks; undefined where the provider instance is not known. */
  readonly owner: string | undefined;
  readonly recoveryWindowMilliseconds: number;
  /** Inputs that only a creation can set, as text: an interrupted creation with others is not this one. */
  readonly createTimeInputs: string;
  /** Ids that the engine has in its state, as far as this run has seen. */
  readonly recorded: (id: string) => boolean;
  /** The engine has an object of this URN and has not said which. */
  readonly replacesUnseen: boolean;
}

/** A created or adopted object: its id, and outputs that only the answer of the creation holds. */
export interface Created {
  readonly id: string;
  readonly outputs?: Properties;
  /** Operations that the creation started; they are waited for once the object counts as created. */
  readonly operations?: readonly Operation[];
}

/** What a write started; undefined where it starts nothing. */
export type Operations = readonly Operation[] | undefined;

/** One kind of resource. `state` holds inputs and outputs as recorded. */
export interface Handler {
  /** Project whose writes wait for each other; undefined where the object belongs to none. */
  projectOf(inputs: Properties, id: string | undefined): string | undefined;
  /** Makes the object, or takes over one that the inputs say to take over. Must not wait for operations. */
  create(inputs: Properties, context: Context): Promise<Created>;
  /** Waits for operations that are under way, those of an interrupted run included. */
  settle(id: string, inputs: Properties, context: Context): Promise<void>;
  /** Reads the object; undefined if there is none. */
  find(id: string, state: Properties, context: Context): Promise<Live | undefined>;
  /** Writes the wanted inputs that differ from the live ones. Returns the operations that this started. */
  apply(live: Live, wanted: Properties, context: Context): Promise<Operations>;
  /** Deletes the object, or releases it where it was taken over. */
  delete(id: string, state: Properties, context: Context): Promise<void>;
}

/** A declared text; check has made sure that it is one. */
export function text(values: Properties, key: string): string {
  const value = values[key];
  if (typeof value === "string") return value;
  throw new UsageError(`${key} is not known; give the import id in its full form, see the reference`);
}

/** A declared text, or undefined. */
export function optionalText(values: Properties, key: string): string | undefined {
  const value = values[key];
  return typeof value === "string" ? value : undefined;
}

/** Runs a call that may be repeated; 404 is undefined. */
export async function maybe<T>(
  context: Context,
  args: Omit<CallArgs<T>, "task" | "repeatable">,
): Promise<T | undefined> {
  try {
    return await context.api.call({ ...args, task: context.task, repeatable: true });
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** What differs from one creation to the next; the rest of the plan comes from the context. */
export type CreationArgs<C extends Candidate, F> = Pick<
  CreationPlan<C, F>,
  "what" | "target" | "marked" | "candidates"
> & {
  readonly send: (
    mark: Mark,
    call: { readonly task: Task; readonly what: string; readonly repeatable: false },
  ) => Promise<F>;
};

/** {@link createOnce} within a context. */
export async function create<C extends Candidate, F>(
  context: Context,
  args: CreationArgs<C, F>,
): Promise<Creation<C, F>> {
  const { urn, task, notes, owner, recorded, replacesUnseen } = context;
  const windowMilliseconds = context.recoveryWindowMilliseconds;
  const call = { task, what: args.what, repeatable: false } as const;
  return await createOnce({
    ...args,
    target: `${args.target} ${context.createTimeInputs}`,
    urn,
    task,
    notes,
    owner,
    recorded,
    replacesUnseen,
    windowMilliseconds,
    send: (mark) => args.send(mark, call),
  });
}

/** The parts of an import id, or of an id that is joined from several. */
export function idParts(id: string, count: number, form: string): string[] {
  const parts = id.split("/");
  const wanted = parts.slice(0, count - 1).concat(parts.slice(count - 1).join("/"));
  if (wanted.length === count && wanted.every((part) => part !== "")) return wanted;
  throw new UsageError(`The id "${id}" does not have the form ${form}`);
}
