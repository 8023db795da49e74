import { createHash } from "node:crypto";
import { PartialFailure, UsageError, importedInputs, refreshedInputs, stateOf } from "@launchgate/provider-kit";
import type {
  Failure,
  Log,
  Properties,
  ProviderBackend,
  Recorded,
  ResourceRequest,
  ResourceSpec,
} from "@launchgate/provider-kit";
import { converge } from "./converge.ts";
import type { ConvergeArgs } from "./converge.ts";
import { UnfinishedError } from "./errors.ts";
import { functionHandlers } from "./handlers/functions.ts";
import type { Context } from "./handlers/handler.ts";
import { createTimeText, handlerOf, specOf } from "./lookup.ts";
import { NeonApi } from "./neon-api.ts";
import { RecoveryNotes } from "./recovery-notes.ts";
import { functionSpecs } from "./schema/index.ts";
import { packageSchema } from "./schema/package-schema.ts";
import { providerConfig } from "./schema/provider-config.ts";
import { checkSettings, normalizeSettings, resolveSettings } from "./settings.ts";
import type { Settings } from "./settings.ts";
import { Task } from "./task.ts";
import { packageName, version } from "./version.ts";

/** The provider without gRPC: plain values in, plain values out. */
export class NeonProvider implements ProviderBackend {
  readonly name = packageName;
  readonly version = version;
  readonly settings = providerConfig;
  readonly functions = functionSpecs;
  readonly #log: (urn: string) => Log;
  readonly #stop = new AbortController();
  readonly #recorded = new Set<string>();
  /** Ids of what this run made, by URN. */
  readonly #made = new Map<string, string>();
  /** URNs of which the engine has an object in its state and has not said which. */
  readonly #unseen = new Set<string>();
  #settings: Settings | undefined;
  #api: NeonApi | undefined;
  #notes: RecoveryNotes | undefined;
  #instance: string | undefined;

  constructor(log: (urn: string) => Log) {
    this.#log = log;
  }

  specOf(type: string): ResourceSpec {
    return specOf(type);
  }

  packageSchema(): object {
    return packageSchema();
  }

  checkSettings(raw: Properties): Failure[] {
    return checkSettings(raw);
  }

  normalizeSettings(raw: Properties): Properties {
    return normalizeSettings(raw);
  }

  /** Takes over the settings. `instance` is the engine's id of this provider resource, one for each stack. */
  configure(raw: Properties, instance: string | undefined): void {
    const settings = resolveSettings(raw, process.env);
    this.#settings = settings;
    this.#instance = instance === "" ? undefined : instance;
    this.#api = new NeonApi(settings);
    const owner = `${settings.baseUrl}\n${this.#instance ?? ""}`;
    this.#notes = new RecoveryNotes(settings.recoveryDirectory, settings.recoveryWindowSeconds, owner);
  }

  /** Ends all waits. Writes that are on their way are answered first, so that the state stays true. */
  cancel(): void {
    this.#stop.abort();
  }

  /** Remembers that the engine has an object in its state: it is never taken for one that an interrupted run left. */
  remember({ urn, type }: ResourceRequest, id: string): void {
    this.#recorded.add(`${type} ${id}`);
    this.#unseen.delete(urn);
    this.#notes?.recorded(urn, id);
  }

  /** Remembers whether the engine has an object of this URN; which one is said by the calls that follow, but by a forced replacement. */
  checked(urn: string, isRecorded: boolean): void {
    if (isRecorded) this.#unseen.add(urn);
  }

  /** Remembers that the answer of a creation has gone to the engine. */
  answered(urn: string): void {
    const id = this.#made.get(urn);
    if (id !== undefined) this.#notes?.answered(urn, id);
  }

  #context(request: ResourceRequest, inputs: Properties = {}): Context {
    const [settings, api, notes] = [this.#settings, this.#api, this.#notes];
    if (settings === undefined || api === undefined || notes === undefined) {
      throw new UsageError("The provider is not configured yet");
    }
    const owner =
      this.#instance && createHash("sha256").update(`${this.#instance}\n${request.urn}`).digest("hex").slice(0, 32);
    return {
      urn: request.urn,
      api,
      notes,
      owner: owner === "" ? undefined : owner,
      recoveryWindowMilliseconds: settings.recoveryWindowSeconds * 1000,
      createTimeInputs: createTimeText(request.type, inputs),
      recorded: (id) => this.#recorded.has(`${request.type} ${id}`),
      replacesUnseen: this.#unseen.has(request.urn),
      task: new Task({
        timeoutSeconds: request.timeoutSeconds > 0 ? request.timeoutSeconds : settings.operationTimeoutSeconds,
        pollIntervalMilliseconds: settings.pollIntervalMilliseconds,
        signal: this.#stop.signal,
        log: this.#log(request.urn),
      }),
    };
  }

  async #alone<T>(projectId: string | undefined, context: Context, work: () => Promise<T>): Promise<T> {
    return projectId === undefined ? await work() : await context.api.exclusive(projectId, context.task, work);
  }

  /** Creates or takes over. Once the object exists every failure is a {@link PartialFailure}. */
  async create(request: ResourceRequest, inputs: Properties): Promise<Recorded> {
    const [spec, handler, context] = [specOf(request.type), handlerOf(request.type), this.#context(request, inputs)];
    return await this.#alone(handler.projectOf(inputs, undefined), context, async () => {
      const { id, outputs = {}, operations } = await handler.create(inputs, context);
      this.#made.set(request.urn, id);
      const state = { ...inputs, ...outputs };
      const finish = async (): Promise<Recorded> => {
        await context.api.settle(operations, context.task);
        await handler.settle(id, inputs, context);
        const live = await converge({ spec, handler, id, inputs, oldInputs: {}, state, context });
        return { id, inputs, state: stateOf(spec, inputs, live, outputs) };
      };
      return await this.#recordedOnFailure({ id, inputs, state }, finish);
    });
  }

  async #recordedOnFailure(recorded: Recorded, work: () => Promise<Recorded>): Promise<Recorded> {
    try {
      return await work();
    } catch (error) {
      throw new PartialFailure(recorded, new UnfinishedError(recorded.id, error));
    }
  }

  /** Reads for refresh (`inputs` given) or import (`inputs` empty). Undefined: there is no such object. */
  async read(request: ResourceRequest, recorded: Recorded): Promise<Recorded | undefined> {
    const [spec, handler, context] = [specOf(request.type), handlerOf(request.type), this.#context(request)];
    const state = { ...recorded.inputs, ...recorded.state };
    let live = await handler.find(recorded.id, state, context);
    if (live === undefined) {
      // One "not there" may be a read that lags; two with a pause between are believed.
      await context.task.pause(context.task.pollIntervalMilliseconds, `look for ${spec.name} ${recorded.id} again`);
      live = await handler.find(recorded.id, state, context);
    }
    if (live === undefined) {
      context.notes.recorded(request.urn, recorded.id);
      return undefined;
    }
    this.remember(request, live.id);
    const isImport = Object.keys(recorded.inputs).length === 0;
    const inputs = isImport ? importedInputs(spec, live) : refreshedInputs(spec, recorded.inputs, live);
    return { id: live.id, inputs, state: stateOf(spec, inputs, live) };
  }

  /** Makes live what is declared now. Also finishes what an earlier run left unfinished. */
  async update(request: ResourceRequest, old: Recorded, inputs: Properties): Promise<Recorded> {
    const [spec, handler, context] = [specOf(request.type), handlerOf(request.type), this.#context(request)];
    const { id } = old;
    this.remember(request, id);
    const state = { ...old.state, ...inputs };
    return await this.#alone(handler.projectOf(inputs, id), context, async () => {
      const progress = { wrote: false };
      const afterWrite = (): void => {
        progress.wrote = true;
      };
      const args: ConvergeArgs = { spec, handler, id, inputs, oldInputs: old.inputs, state, context, afterWrite };
      try {
        await handler.settle(id, inputs, context);
        const live = await converge(args);
        return { id, inputs, state: stateOf(spec, inputs, live, old.state) };
      } catch (error) {
        // Where nothing was accepted the engine keeps the old inputs, and the next update compares with them again.
        if (!progress.wrote) throw error;
        throw new PartialFailure({ id, inputs, state }, new UnfinishedError(id, error));
      }
    });
  }

  /** Deletes or releases. */
  async delete(request: ResourceRequest, recorded: Recorded): Promise<void> {
    const [handler, context] = [handlerOf(request.type), this.#context(request)];
    const { id, state } = recorded;
    await this.#alone(handler.projectOf(state, id), context, () => handler.delete(id, state, context));
    context.notes.remove(request.urn);
  }

  /** Calls a function. */
  async invoke(name: string, args: Properties): Promise<Properties> {
    const handler = functionHandlers[name];
    if (handler === undefined) throw new UsageError(`neon has no function "${name}"`);
    return await handler(args, this.#context({ urn: "", type: name, timeoutSeconds: 0 }));
  }
}
