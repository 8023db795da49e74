import type { JudgedResource } from "@launchgate/core";

/** What the engine sends for a text that is not known yet. */
export const UNKNOWN = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

type Inputs = Record<string, unknown>;
type Editable = { -readonly [K in keyof JudgedResource]: JudgedResource[K] } & { inputs: Inputs };

/** A copy of a captured stack that a test changes, one place at a time. */
export class StackEdit {
  #resources: Editable[];

  constructor(resources: readonly JudgedResource[]) {
    this.#resources = resources.map((each) => ({ ...each, inputs: structuredClone(each.inputs) }));
  }

  get resources(): readonly JudgedResource[] {
    return this.#resources.map((each) => ({ ...each }));
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
    const keys = path.split(".");
    const last = keys.pop() ?? "";
    const holder = keys.reduce<Inputs>((each, key) => (each[key] ??= {}) as Inputs, this.one(name).inputs);
    if (value === undefined) Reflect.deleteProperty(holder, last);
    else holder[last] = value;
    return this;
  }

  get(name: string, path: string): unknown {
    return path.split(".").reduce<unknown>((each, key) => (each as Inputs | undefined)?.[key], this.one(name).inputs);
  }

  remove(...names: readonly string[]): this {
    this.#resources = this.#resources.filter((each) => !names.includes(each.name));
    return this;
  }

  /** Removes every resource of a type. */
  removeType(type: string): this {
    this.#resources = this.#resources.filter((each) => each.type !== type);
    return this;
  }

  /** A copy of a resource under another name, with its own URN. */
  copy(name: string, as: string): this {
    const original = this.one(name);
    const copy = { ...original, name: as, urn: original.urn.replace(/::[^:]*$/, `::${as}`) };
    this.#resources.push({ ...copy, inputs: structuredClone(original.inputs) });
    return this;
  }

  add(resource: Partial<JudgedResource> & Pick<JudgedResource, "type" | "name">): this {
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
    this.one(name).protect = on;
    return this;
  }
}
