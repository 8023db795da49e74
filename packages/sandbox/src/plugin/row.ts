import type { Failure, InputSpec, Log, Properties } from "@launchgate/provider-kit";
import type { VendorHttp } from "./vendor-http.ts";

/** What a row says of one property on top of its type in the SDK. Paths: `options.locked`, `rules[].name`. */
export interface Setting {
  /** What a change does. Default `update`; `replace` for every top-level property of a row without `update`. */
  readonly change?: InputSpec["change"];
  readonly required?: true;
  /** The provider's own default, filled into the inputs. */
  readonly default?: unknown;
  /** Live value that means "not declared"; another one is then drift. Default: the vendor's own values are left alone. */
  readonly absent?: unknown;
  /** The vendor never gives it back: the declared value is believed. */
  readonly writeOnly?: true;
  readonly secret?: true;
  /** The order of the list does not count. */
  readonly unordered?: true;
  /** Allowed values. */
  readonly values?: readonly string[] | readonly number[];
  readonly min?: number;
  readonly max?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly format?: "timestamp" | "email" | "json";
}

/** What a row works with in one operation. */
export interface RowCall {
  readonly http: VendorHttp;
  /** Settings of the provider (`owner`, `team`, ...). */
  readonly settings: Properties;
  readonly urn: string;
  readonly log: Log;
  /** The state is compared with the vendor, not written: a refresh, or a look for drift. */
  readonly refreshing: boolean;
}

/** A live object in the provider's words. */
export interface LiveObject {
  /** Pulumi id; for an import the complete form. */
  readonly id: string;
  /** Inputs and outputs as they are now. What is not readable is left out; null says that nothing is set. */
  readonly properties: Properties;
}

/** What a creation gives. */
export interface MadeObject {
  readonly id: string;
  /** Outputs that the vendor says only once, such as tokens. */
  readonly once?: Properties;
}

/**
 * One resource type of an emulated provider: how the official provider drives the vendor's HTTP for it.
 * `inputs`/`old` are plain values without secrets' marks; `state` is what the engine recorded (empty for an import).
 */
export interface PluginRow {
  /** Type token, such as `github:index/issueLabel:IssueLabel`. */
  readonly type: string;
  /** Where its rules come from: provider source file, specification path, vendor page; `[unverified]` where guessed. */
  readonly source: string;
  /** What `pulumi import` takes. */
  readonly importId: string;
  readonly settings?: Readonly<Record<string, Setting>>;
  /** Inputs of a type that the installed SDK has no class for; else they come from the SDK's types. */
  readonly inputs?: Readonly<Record<string, InputSpec>>;
  /** Names of outputs beside the SDK's. */
  readonly outputs?: readonly string[];
  /** Outputs that are secret. */
  readonly secretOutputs?: readonly string[];
  /** Inputs that name the object: a replacement that keeps them deletes first. */
  readonly naturalKey?: readonly string[];
  /** `name` may be left out. */
  readonly autoName?: true;
  /** What an import told, in the words of a declaration where both mean the same. */
  readonly asDeclared?: (live: Properties, declared: Properties) => Properties;
  /** Rules over several inputs; unknown values must pass. */
  readonly check?: (inputs: Properties, old: Properties | undefined) => readonly Failure[];
  readonly create: (inputs: Properties, call: RowCall) => Promise<MadeObject>;
  /** Undefined: there is no such object. */
  readonly find: (id: string, state: Properties, call: RowCall) => Promise<LiveObject | undefined>;
  /** Absent: every change replaces. */
  readonly update?: (id: string, inputs: Properties, old: Properties, call: RowCall) => Promise<void>;
  readonly remove: (id: string, state: Properties, call: RowCall) => Promise<void>;
}
