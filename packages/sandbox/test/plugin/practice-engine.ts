import {
  asImported,
  checkInputs,
  comparable,
  difference,
  filledIn,
  type Difference,
  type Failure,
  type Properties,
  type ProviderBackend,
  type Recorded,
} from "@launchgate/provider-kit";
import type { Sandbox } from "../../src/index.ts";
import { practiceProvider } from "../../src/plugin/providers.ts";

/** What an `up` of one resource did. */
export type Act = "create" | "update" | "replace" | "same";

/** One resource in the engine's state. */
export interface Held extends Recorded {
  readonly type: string;
}

/** Settings of a provider against a sandbox. */
export function settingsOf(sandbox: Sandbox, name: string): Properties {
  if (name === "random") return {};
  const credentials = sandbox.tokens[name as keyof Sandbox["tokens"]];
  const { token = "", apiKey = "" } = credentials["pulumi"] ?? {};
  const settings: Record<string, Properties> = {
    github: { owner: "motion-mavericks", token },
    vercel: { team: "motion-mavericks", apiToken: token },
    pagerduty: { token },
    datadog: { apiKey, appKey: token },
  };
  return settings[name] ?? {};
}

/** The engine's steps for one package, without gRPC: check, diff, create, update, replace, read, import, delete. */
export class PracticeEngine {
  readonly provider: ProviderBackend;
  readonly #held = new Map<string, Held>();

  constructor(sandbox: Sandbox, name: string, settings: Properties = {}) {
    const quiet = { info: (): void => undefined, warning: (): void => undefined };
    this.provider = practiceProvider(name, sandbox.urls, () => quiet);
    this.provider.configure({ ...settingsOf(sandbox, name), ...settings }, undefined);
  }

  /** What is recorded of a resource. */
  recorded(name: string): Held {
    const held = this.#held.get(name);
    if (held === undefined) throw new Error(`nothing is recorded of ${name}`);
    return held;
  }

  /** Takes over what another engine recorded of a resource. */
  adopt(name: string, held: Held): void {
    this.#held.set(name, held);
  }

  /** Inputs as the provider completes them, and what is wrong with them. */
  check(
    type: string,
    name: string,
    inputs: Properties,
  ): { readonly inputs: Properties; readonly failures: readonly Failure[] } {
    const spec = this.provider.specOf(type);
    const old = this.#held.get(name)?.inputs;
    const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));
    const complete = { ...given, ...filledIn(spec, given, old, name) };
    return { inputs: complete, failures: checkInputs(spec, complete, old) };
  }

  /** Makes a resource what is declared. */
  async up(type: string, name: string, declared: Properties): Promise<Act> {
    const { inputs, failures } = this.check(type, name, declared);
    if (failures.length > 0)
      throw new Error(failures.map(({ property, reason }) => `${property} ${reason}`).join("; "));
    const request = this.#request(type, name);
    const held = this.#held.get(name);
    if (held === undefined) {
      this.#held.set(name, { type, ...(await this.provider.create(request, inputs)) });
      return "create";
    }
    const result = this.#changes(held, inputs);
    if (result.changed.length === 0) return "same";
    if (result.replaces.length === 0) {
      this.#held.set(name, { type, ...(await this.provider.update(request, held, inputs)) });
      return "update";
    }
    if (result.deleteBeforeReplace) await this.provider.delete(request, held);
    this.#held.set(name, { type, ...(await this.provider.create(request, inputs)) });
    if (!result.deleteBeforeReplace) await this.provider.delete(request, held);
    return "replace";
  }

  /** Makes a resource and gives its id. */
  async made(type: string, name: string, declared: object): Promise<string> {
    await this.up(type, name, { ...declared });
    return this.recorded(name).id;
  }

  /** Reads into the state: names of inputs that live values changed; `gone` where the object is not there. */
  async refresh(name: string): Promise<readonly string[] | "gone"> {
    const held = this.recorded(name);
    const found = await this.provider.read(this.#request(held.type, name), held);
    if (found === undefined) {
      this.#held.delete(name);
      return "gone";
    }
    const { changed } = difference(this.provider.specOf(held.type), held.inputs, found.inputs);
    this.#held.set(name, { type: held.type, ...found });
    return changed;
  }

  /** Imports by id: the inputs that it gives. */
  async import(type: string, name: string, id: string): Promise<Recorded | undefined> {
    return await this.provider.read(this.#request(type, name), { id, inputs: {}, state: {} });
  }

  /** Imports by id into the state. */
  async takeOver(type: string, name: string, id: string): Promise<void> {
    const found = await this.import(type, name, id);
    if (found === undefined) throw new Error(`there is no ${type} ${id}`);
    this.adopt(name, { type, ...found, inputs: asImported(found.inputs) });
  }

  /** Names of the inputs that an `up` of what is declared would change. */
  changes(name: string, declared: Properties): readonly string[] {
    const held = this.recorded(name);
    return this.#changes(held, this.check(held.type, name, declared).inputs).changed;
  }

  /** Deletes a thing behind the engine's back: the state still holds it. */
  async removeAtVendor(name: string): Promise<void> {
    const held = this.recorded(name);
    await this.provider.delete(this.#request(held.type, name), held);
  }

  /** Deletes a resource. */
  async down(name: string): Promise<void> {
    const held = this.recorded(name);
    await this.provider.delete(this.#request(held.type, name), held);
    this.#held.delete(name);
  }

  #changes({ type, inputs, state }: Held, news: Properties): Difference {
    const spec = this.provider.specOf(type);
    return difference(spec, comparable(spec, inputs, state, news), news);
  }

  #request(type: string, name: string): { urn: string; type: string; timeoutSeconds: number } {
    return { urn: `urn:pulumi:test::launchgate::${type}::${name}`, type, timeoutSeconds: 0 };
  }
}
