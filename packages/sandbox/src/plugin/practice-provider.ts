import {
  PartialFailure,
  UsageError,
  checkFields,
  importedInputs,
  refreshedInputs,
  stateOf,
  type ConfigSpec,
  type Failure,
  type FunctionSpec,
  type LiveView,
  type Log,
  type Properties,
  type ProviderBackend,
  type Recorded,
  type ResourceRequest,
  type ResourceSpec,
} from "@launchgate/provider-kit";
import { setTimeout as delay } from "node:timers/promises";
import type { LiveObject, PluginRow, RowCall } from "./row.ts";
import { believed } from "./believed.ts";
import { specOfFunction, type PluginFunction } from "./function.ts";
import type { PackageShapes } from "./shapes.ts";
import { specOfRow } from "./spec-of-row.ts";
import type { VendorHttp } from "./vendor-http.ts";

/** What a practice provider is made from. */
export interface PracticeProviderArgs {
  /** Package name, such as `github`. */
  readonly name: string;
  readonly shapes: PackageShapes;
  readonly rows: readonly PluginRow[];
  /** Functions of the package. Default none. */
  readonly functions?: readonly PluginFunction[];
  /** Makes the vendor's HTTP from the settings of the provider. */
  readonly connect: (settings: Properties, log: Log, signal: AbortSignal) => VendorHttp;
  readonly log: (urn: string) => Log;
}

/** Looks for an object that was just made: reads may lag behind writes. */
const looks = { count: 5, pauseMilliseconds: 50 };

/** A provider of the practice ground: serves the types of one package by driving the sandbox's HTTP, row by row. */
export class PracticeProvider implements ProviderBackend {
  readonly name: string;
  readonly version: string;
  readonly settings: Readonly<Record<string, ConfigSpec>>;
  readonly functions: readonly FunctionSpec[];
  readonly #args: PracticeProviderArgs;
  readonly #rows: ReadonlyMap<string, PluginRow>;
  readonly #specs = new Map<string, ResourceSpec>();
  #stop = new AbortController();
  #values: Properties | undefined;

  constructor(args: PracticeProviderArgs) {
    this.#args = args;
    this.name = args.name;
    this.functions = (args.functions ?? []).map(specOfFunction);
    this.version = args.shapes.version;
    this.settings = args.shapes.provider;
    this.#rows = new Map(args.rows.map((row) => [row.type, row]));
  }

  specOf(type: string): ResourceSpec {
    const known = this.#specs.get(type);
    if (known !== undefined) return known;
    const spec = specOfRow(this.#rowOf(type), this.#args.shapes);
    this.#specs.set(type, spec);
    return spec;
  }

  packageSchema(): object {
    return { name: this.name, version: this.version };
  }

  checkSettings(raw: Properties): Failure[] {
    return checkFields(this.settings, this.normalizeSettings(raw));
  }

  normalizeSettings(raw: Properties): Properties {
    return Object.fromEntries(
      Object.entries(raw).flatMap(([key, value]) => {
        const kind = this.settings[key]?.type.kind;
        return kind === undefined || value === undefined
          ? []
          : [[key, kind === "string" ? value : decoded(value)] as const];
      }),
    );
  }

  configure(settings: Properties): void {
    this.#values = this.normalizeSettings(settings);
    // One process serves several runs of the engine: the end of the one before was a cancel too.
    this.#stop = new AbortController();
  }

  /** Nothing here depends on what the engine has recorded. */
  remember(): void {
    return;
  }

  /** Nothing here depends on what the engine has recorded. */
  checked(): void {
    return;
  }

  /** Nothing is kept of creations under way. */
  answered(): void {
    return;
  }

  async create(request: ResourceRequest, inputs: Properties): Promise<Recorded> {
    const [row, spec, call] = [this.#rowOf(request.type), this.specOf(request.type), this.#call(request)];
    const { id, once = {} } = await row.create(inputs, call);
    const partial: Recorded = { id, inputs, state: { ...inputs, ...once } };
    const live = await recording(partial, () => this.#existing(row, id, partial.state, call));
    return { id, inputs, state: stateOf(spec, inputs, viewOf(spec, row, live, inputs), once) };
  }

  async read(request: ResourceRequest, recorded: Recorded): Promise<Recorded | undefined> {
    const [row, spec] = [this.#rowOf(request.type), this.specOf(request.type)];
    const live = await row.find(recorded.id, { ...recorded.inputs, ...recorded.state }, this.#call(request, true));
    if (live === undefined) return undefined;
    const view = viewOf(spec, row, live, recorded.inputs);
    const isImport = Object.keys(recorded.inputs).length === 0;
    const inputs = isImport
      ? importable(spec, importedInputs(spec, view))
      : refreshedInputs(spec, recorded.inputs, view);
    return { id: live.id, inputs, state: stateOf(spec, inputs, view, recorded.state) };
  }

  async update(request: ResourceRequest, old: Recorded, inputs: Properties): Promise<Recorded> {
    const [row, spec, call] = [this.#rowOf(request.type), this.specOf(request.type), this.#call(request)];
    if (row.update === undefined) throw new UsageError(`${request.type} cannot be changed, only replaced`);
    await row.update(old.id, withResets(spec, inputs, old.inputs), { ...old.state, ...old.inputs }, call);
    const partial: Recorded = { id: old.id, inputs, state: { ...old.state, ...inputs } };
    const live = await recording(partial, () => this.#existing(row, old.id, partial.state, call));
    return { id: live.id, inputs, state: stateOf(spec, inputs, viewOf(spec, row, live, inputs), old.state) };
  }

  async delete(request: ResourceRequest, { id, inputs, state }: Recorded): Promise<void> {
    await this.#rowOf(request.type).remove(id, { ...inputs, ...state }, this.#call(request));
  }

  async invoke(name: string, args: Properties): Promise<Properties> {
    const found = this.#args.functions?.find((each) => each.name === name);
    if (found === undefined)
      throw new UsageError(`the practice ground does not know the function ${this.name}:${name}`);
    return await found.run(args, this.#call({ urn: "" }));
  }

  cancel(): void {
    this.#stop.abort();
  }

  #rowOf(type: string): PluginRow {
    const row = this.#rows.get(type);
    if (row !== undefined) return row;
    throw new UsageError(
      `the practice ground does not know the type ${type}: add a row in packages/sandbox/src/plugin/rows/${this.name}`,
    );
  }

  #call({ urn }: Pick<ResourceRequest, "urn">, refreshing = false): RowCall {
    const settings = this.#values;
    if (settings === undefined) throw new UsageError("The provider is not configured yet");
    const log = this.#args.log(urn);
    return { urn, log, settings, refreshing, http: this.#args.connect(settings, log, this.#stop.signal) };
  }

  async #existing(row: PluginRow, id: string, state: Properties, call: RowCall): Promise<LiveObject> {
    for (let look = 0; look < looks.count; look += 1) {
      const live = await row.find(id, state, call);
      if (live !== undefined) return live;
      await delay(looks.pauseMilliseconds * 2 ** look, undefined, { signal: this.#stop.signal });
    }
    throw new UsageError(`${row.type} ${id} is not there any more. Run pulumi refresh, then pulumi up.`);
  }
}

/** New inputs, and for what is not declared any more the value that means so. */
function withResets(spec: ResourceSpec, inputs: Properties, old: Properties): Properties {
  const resets = Object.entries(spec.inputs).flatMap(([key, { absent }]) =>
    absent !== undefined && inputs[key] === undefined && old[key] !== undefined ? [[key, absent] as const] : [],
  );
  return { ...Object.fromEntries(resets), ...inputs };
}

/** Settings that are no text travel as JSON. */
function decoded(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

async function recording<T>(partial: Recorded, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new PartialFailure(partial, error instanceof Error ? error : new Error(String(error)));
  }
}

function viewOf(spec: ResourceSpec, row: PluginRow, live: LiveObject, declared: Properties): LiveView {
  const properties = believed(row.settings ?? {}, live.properties, declared);
  const entries = Object.entries(properties).filter(([, value]) => value !== undefined);
  // Null for a write-only value says that it is not what was written any more.
  const believable = ([key, value]: [string, unknown]): boolean =>
    value === null || row.settings?.[key]?.writeOnly !== true;
  const readable = entries.filter(([key]) => key in spec.inputs).filter(believable);
  return {
    inputs: Object.fromEntries(readable),
    outputs: Object.fromEntries(entries.filter(([key]) => key in spec.outputs)),
  };
}

/** Inputs of an import without those that the type's own rules refuse: what the practice ground does not play is nobody's wish. */
function importable(spec: ResourceSpec, inputs: Properties): Properties {
  const refused = new Set((spec.check?.(inputs, undefined) ?? []).map(({ property }) => property));
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => !refused.has(key)));
}
