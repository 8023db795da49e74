/**
 * The engine's side of the protocol for one stack, reduced to what steps mean: check, diff, then create, update, replace or
 * nothing; records as the engine does, failures of unfinished resources included.
 */
import type {
  CheckResponse,
  CreateResponse,
  DiffResponse,
  InvokeResponse,
  ReadResponse,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { Failure, Properties } from "@launchgate/provider-kit";
import { fromStruct, plainProperties, toStruct } from "@launchgate/provider-kit/server";
import type { RawProperties } from "@launchgate/provider-kit/server";
import { providerPb } from "@launchgate/provider-kit/server";
import { initFailure } from "./provider-process.ts";
import type { ProviderProcess } from "./provider-process.ts";

/** What the engine keeps of one resource. */
export interface Entry {
  id: string;
  inputs: RawProperties;
  state: RawProperties;
  initErrors: readonly string[];
}

/** What happened to a resource. */
export type Step = "create" | "same" | "update" | "replace" | "delete-replace";

/** Check refused. */
export class RefusedByCheck extends Error {
  readonly failures: readonly Failure[];

  constructor(failures: readonly Failure[]) {
    super(failures.map(({ property, reason }) => `${property} ${reason}`).join("; "));
    this.name = "RefusedByCheck";
    this.failures = failures;
  }
}

/** One stack over one provider process; the process can be exchanged. */
export class MiniEngine {
  readonly entries = new Map<string, Entry>();
  provider: ProviderProcess;

  constructor(provider: ProviderProcess) {
    this.provider = provider;
  }

  urn(type: string, name: string): string {
    return `urn:pulumi:test::project::neon:index:${type}::${name}`;
  }

  entry(type: string, name: string): Entry {
    const entry = this.entries.get(this.urn(type, name));
    if (entry === undefined) throw new Error(`${type} ${name} is not recorded`);
    return entry;
  }

  /** Inputs and outputs as recorded, marks taken off. */
  state(type: string, name: string): Properties {
    return plainProperties(this.entry(type, name).state);
  }

  async check(type: string, name: string, news: RawProperties, olds?: RawProperties): Promise<RawProperties> {
    const request = new providerPb.CheckRequest();
    request.setUrn(this.urn(type, name));
    request.setNews(toStruct(news));
    if (olds !== undefined) request.setOlds(toStruct(olds));
    const response = await this.provider.call<CheckResponse>("check", request);
    const failures = response
      .getFailuresList()
      .map((item) => ({ property: item.getProperty(), reason: item.getReason() }));
    if (failures.length > 0) throw new RefusedByCheck(failures);
    return fromStruct(response.getInputs());
  }

  async diff(type: string, name: string, inputs: RawProperties): Promise<DiffResponse> {
    const entry = this.entry(type, name);
    const request = new providerPb.DiffRequest();
    request.setUrn(this.urn(type, name));
    request.setId(entry.id);
    request.setOlds(toStruct(entry.state));
    request.setOldInputs(toStruct(entry.inputs));
    request.setNews(toStruct(inputs));
    return await this.provider.call<DiffResponse>("diff", request);
  }

  /** Makes the resource what is declared. */
  async up(type: string, name: string, news: RawProperties): Promise<Step> {
    const old = this.entries.get(this.urn(type, name));
    if (old === undefined) return await this.#create(type, name, await this.check(type, name, news));
    const inputs = await this.check(type, name, news, old.inputs);
    const diff = await this.diff(type, name, inputs);
    if (diff.getReplacesList().length > 0) return await this.#replace(type, name, news, diff.getDeletebeforereplace());
    const { DIFF_NONE } = providerPb.DiffResponse.DiffChanges;
    if (diff.getChanges() === DIFF_NONE && old.initErrors.length === 0) return "same";
    return await this.#update(type, name, inputs, old);
  }

  /** Replaces as with `--replace`: the provider is told that there is an object, not which. */
  async replaceTargeted(type: string, name: string, news: RawProperties): Promise<void> {
    await this.check(type, name, news, this.entry(type, name).inputs);
    await this.#replace(type, name, news, false);
  }

  async #replace(type: string, name: string, news: RawProperties, deleteFirst: boolean): Promise<Step> {
    const old = this.entry(type, name);
    const fresh = await this.check(type, name, news);
    if (deleteFirst) await this.delete(type, name);
    this.entries.delete(this.urn(type, name));
    await this.#create(type, name, fresh);
    if (deleteFirst) return "delete-replace";
    await this.#delete(type, name, old);
    return "replace";
  }

  async #create(type: string, name: string, inputs: RawProperties): Promise<Step> {
    const request = new providerPb.CreateRequest();
    request.setUrn(this.urn(type, name));
    request.setProperties(toStruct(inputs));
    await this.#recording(type, name, inputs, async () => {
      const response = await this.provider.call<CreateResponse>("create", request);
      return { id: response.getId(), inputs, state: fromStruct(response.getProperties()), initErrors: [] };
    });
    return "create";
  }

  async #update(type: string, name: string, inputs: RawProperties, old: Entry): Promise<Step> {
    const request = new providerPb.UpdateRequest();
    request.setUrn(this.urn(type, name));
    request.setId(old.id);
    request.setOlds(toStruct(old.state));
    request.setOldInputs(toStruct(old.inputs));
    request.setNews(toStruct(inputs));
    await this.#recording(type, name, inputs, async () => {
      const response = await this.provider.call<UpdateResponse>("update", request);
      return { id: old.id, inputs, state: fromStruct(response.getProperties()), initErrors: [] };
    });
    return "update";
  }

  async #recording(type: string, name: string, inputs: RawProperties, work: () => Promise<Entry>): Promise<void> {
    const urn = this.urn(type, name);
    try {
      this.entries.set(urn, await work());
    } catch (error) {
      const detail = initFailure(error);
      if (detail !== undefined) {
        const state = fromStruct(detail.getProperties());
        this.entries.set(urn, { id: detail.getId(), inputs, state, initErrors: detail.getReasonsList() });
      }
      throw error;
    }
  }

  /** Takes live values over; forgets what is gone. */
  async refresh(type: string, name: string): Promise<"same" | "changed" | "gone"> {
    const entry = this.entry(type, name);
    const request = new providerPb.ReadRequest();
    request.setUrn(this.urn(type, name));
    request.setId(entry.id);
    request.setProperties(toStruct(entry.state));
    request.setInputs(toStruct(entry.inputs));
    const response = await this.provider.call<ReadResponse>("read", request);
    if (response.getId() === "") {
      this.entries.delete(this.urn(type, name));
      return "gone";
    }
    const [state, inputs] = [fromStruct(response.getProperties()), fromStruct(response.getInputs())];
    const isSame = stable(state) === stable(entry.state) && stable(inputs) === stable(entry.inputs);
    this.entries.set(this.urn(type, name), { id: response.getId(), inputs, state, initErrors: [] });
    return isSame ? "same" : "changed";
  }

  /** Imports by id. */
  async import(type: string, name: string, id: string): Promise<Entry> {
    const request = new providerPb.ReadRequest();
    request.setUrn(this.urn(type, name));
    request.setId(id);
    request.setProperties(toStruct({}));
    const response = await this.provider.call<ReadResponse>("read", request);
    const entry: Entry = {
      id: response.getId(),
      inputs: fromStruct(response.getInputs()),
      state: fromStruct(response.getProperties()),
      initErrors: [],
    };
    this.entries.set(this.urn(type, name), entry);
    return entry;
  }

  async delete(type: string, name: string): Promise<void> {
    await this.#delete(type, name, this.entry(type, name));
    this.entries.delete(this.urn(type, name));
  }

  async #delete(type: string, name: string, entry: Entry): Promise<void> {
    const request = new providerPb.DeleteRequest();
    request.setUrn(this.urn(type, name));
    request.setId(entry.id);
    request.setProperties(toStruct(entry.state));
    request.setOldInputs(toStruct(entry.inputs));
    await this.provider.call("delete", request);
  }

  /** Calls a function; raw result. */
  async invoke(name: string, args: RawProperties): Promise<RawProperties> {
    const request = new providerPb.InvokeRequest();
    request.setTok(`neon:index:${name}`);
    request.setArgs(toStruct(args));
    const response = await this.provider.call<InvokeResponse>("invoke", request);
    const failures = response
      .getFailuresList()
      .map((item) => ({ property: item.getProperty(), reason: item.getReason() }));
    if (failures.length > 0) throw new RefusedByCheck(failures);
    return fromStruct(response.getReturn());
  }
}

/** JSON with sorted keys. */
export function stable(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) =>
    typeof item === "object" && item !== null && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );
}
