import type { Recorded, ResourceRequest } from "./recorded.ts";
import type { ConfigSpec, Failure, FunctionSpec, Properties, ResourceSpec } from "./types.ts";

/** Where messages to the person at the screen go. */
export interface Log {
  info(message: string): void;
  warning(message: string): void;
}

/** A provider without gRPC: plain values in, plain values out. */
export interface ProviderBackend {
  /** Package name: first part of every type token. */
  readonly name: string;
  readonly version: string;
  /** Settings of the provider itself. */
  readonly settings: Readonly<Record<string, ConfigSpec>>;
  readonly functions: readonly FunctionSpec[];

  /** Declaration of a type token. @throws UsageError where there is none */
  specOf(type: string): ResourceSpec;
  /** The package schema in Pulumi's format. */
  packageSchema(): object;
  /** Everything that is wrong with the settings. */
  checkSettings(raw: Properties): Failure[];
  /** Gives every setting its type and leaves out what is none. */
  normalizeSettings(raw: Properties): Properties;
  /** Takes over the settings. `instance` is the engine's id of this provider resource. */
  configure(settings: Properties, instance: string | undefined): void;
  /** Tells that the engine has an object in its state. */
  remember(request: ResourceRequest, id: string): void;
  /** Tells whether the engine has an object of a URN in its state, before it says which. */
  checked(urn: string, isRecorded: boolean): void;
  /** Tells that the answer of a creation has gone to the engine; it may still be lost on its way into the state. */
  answered(urn: string): void;
  create(request: ResourceRequest, inputs: Properties): Promise<Recorded>;
  /** Undefined: there is no such object. */
  read(request: ResourceRequest, recorded: Recorded): Promise<Recorded | undefined>;
  update(request: ResourceRequest, old: Recorded, inputs: Properties): Promise<Recorded>;
  delete(request: ResourceRequest, recorded: Recorded): Promise<void>;
  /** Calls a function by its name without package. */
  invoke(name: string, args: Properties): Promise<Properties>;
  /** Ends all waits. */
  cancel(): void;
}
