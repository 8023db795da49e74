import type { JudgedResource } from "@launchgate/core";

/** What the engine sends for a text that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

/** One change of one resource that the program itself can be made to declare: data only, so that it can be handed to another process. */
export type ResourceChange = { readonly type: string; readonly name: string } & (
  { readonly path: string; readonly value?: unknown } | { readonly protect: boolean }
);

type Inputs = Record<string, unknown>;
type Editable = { -readonly [K in keyof JudgedResource]: JudgedResource[K] } & { inputs: Inputs };

/** A copy of a captured stack that a test changes, one place at a time. */
export class StackEdit {
  #resources: Editable[];
  #changes: ResourceChange[] | undefined = [];

  constructor(resources: readonly JudgedResource[]) {
    this.#resources = resources.map((each) => ({ ...each, inputs: structuredClone(each.inputs) }));
  }

  get resources(): readonly JudgedResource[] {
    return this.#resources.map((each) => ({ ...each }));
  }

  /** What was changed, in order; undefined where resources came or went, which is no change of a single one. */
  get changes(): readonly ResourceChange[] | undefined {
    return this.#changes;
  }

  /** Makes changes that another edit has noted. */
  repeat(changes: readonly ResourceChange[]): this {
    for (const each of changes) {
      if ("protect" in each) this.protect(each.name, each.protect);
      else this.set(each.name, each.path, each.value);
    }
    return this;
  }

  /** The resource of that logical name; there must be one. */
  one(name: string): Editable {
    const found = this.#resources.filter(
      (each) => each.name === name && !each.type.startsWith("launchgate:neon:RootBranch"),
    );
    const [first] = found;
    if (first === undefined || found.length > 1) throw new Error(`${String(found.length)} resources are named ${name}`);
    return first;
  }

  /** Sets the input at a dotted path; `undefined` removes it. A path that leads through nothing is made. */
  set(name: string, path: string, value: unknown): this {
    this.#changes?.push({ type: this.one(name).type, name, path, ...(value === undefined ? {} : { value }) });
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const holder = keys.reduce<Inputs>((each, key) => (each[key] ??= {}) as Inputs, this.one(name).inputs);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else holder[last] = structuredClone(value);
    return this;
  }

  get(name: string, path: string): unknown {
    return path.split(".").reduce<unknown>((each, key) => (each as Inputs | undefined)?.[key], this.one(name).inputs);
  }

  remove(...names: readonly string[]): this {
    this.#changes = undefined;
    this.#resources = this.#resources.filter((each) => !names.includes(each.name));
    return this;
  }

  /** Removes every resource of a type. */
  removeType(type: string): this {
    this.#changes = undefined;
    this.#resources = this.#resources.filter((each) => each.type !== type);
    return this;
  }

  /** A copy of a resource under another name, with its own URN. */
  copy(name: string, as: string): this {
    this.#changes = undefined;
    const original = this.one(name);
    const copy = { ...original, name: as, urn: original.urn.replace(/::[^:]*$/, `::${as}`) };
    this.#resources.push({ ...copy, inputs: structuredClone(original.inputs) });
    return this;
  }

  add(resource: Partial<JudgedResource> & Pick<JudgedResource, "type" | "name">): this {
    this.#changes = undefined;
    const urn = `urn:pulumi:test::launchgate::${resource.type}::${resource.name}`;
    this.#resources.push({
      urn,
      protect: false,
      ignoreChanges: [],
      dependencies: [],
      ...resource,
      inputs: { ...resource.inputs },
    });
    return this;
  }

  protect(name: string, on: boolean): this {
    this.#changes?.push({ type: this.one(name).type, name, protect: on });
    this.one(name).protect = on;
    return this;
  }
}
