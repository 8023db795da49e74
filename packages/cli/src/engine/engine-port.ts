import type { ResourceReading } from "./readings.ts";

/** What Launchgate asks of an engine. The Automation API adapter serves it; tests put a double in its place. (P1, L4) */

/**
 * Where the resources of a stack live: with the real vendors, or in the practice ground on this machine, driven by its own plugin or by
 * the official plugins.
 */
export const targetIds = ["live", "sandbox", "sandbox-official"] as const;
/** One of {@link targetIds}. */
export type TargetId = (typeof targetIds)[number];

/** Operations that are told as progress. */
export type OperationKind = "preview" | "up" | "refresh" | "destroy";

/** How many resources an operation touched, by what happens to them; the first five are always there. */
export interface Changes {
  readonly create: number;
  readonly update: number;
  readonly replace: number;
  readonly delete: number;
  readonly same: number;
  /** What else the engine counts: `read`, `import`, `refresh`, `discard`. */
  readonly [other: string]: number;
}

/** A rule of the policy pack that a resource breaks. */
export interface PolicyFinding {
  /** Name of the policy pack. */
  readonly pack: string;
  /** Rule id. */
  readonly policy: string;
  /** `mandatory` blocks, `warning` is only told. */
  readonly level: "mandatory" | "warning";
  /** One line, without colour codes. */
  readonly message: string;
  /** The resource; absent where the rule judges the whole stack. */
  readonly urn?: string;
}

/** One sign of progress. Never holds a property value of a resource, and no secret of the stack's configuration. (S2) */
export type EngineProgress =
  | { readonly kind: "resource"; readonly phase: "began" | "done" | "failed"; readonly resource: ResourceStep }
  | {
      readonly kind: "message";
      readonly severity: "info" | "warning" | "error";
      readonly text: string;
      readonly urn?: string;
    }
  | ({ readonly kind: "policy" } & PolicyFinding);

/** What happens to one resource. */
export interface ResourceStep {
  readonly urn: string;
  /** Type token such as `neon:index:Project`. */
  readonly type: string;
  readonly name: string;
  /** The engine's word: `create`, `update`, `delete`, `replace`, `create-replacement`, `delete-replaced`, `same`, `read`, `refresh`. */
  readonly op: string;
  /** Component resources and the stack itself have no vendor object. */
  readonly custom: boolean;
  /** Names of the properties that differ; no values. */
  readonly changed: readonly string[];
}

/** Given to every operation. */
export interface OperationOptions {
  /** Asks the engine once to stop: what is under way ends, the lock is released, the call rejects as `engine.cancelled`. */
  readonly signal?: AbortSignal | undefined;
  /** Called for each sign of progress; what it throws is dropped. */
  readonly onProgress?: ((event: EngineProgress) => void) | undefined;
  /** Called for each resource with its values, also for unchanged ones: for drift. */
  readonly onReading?: ((reading: ResourceReading) => void) | undefined;
}

/** Given to operations that run the program. */
export interface ProgramOptions extends OperationOptions {
  /** Folder of a policy pack that judges every resource. Default: none. */
  readonly policyPack?: string | undefined;
}

/** How an operation went. */
export interface OperationOutcome {
  readonly changes: Changes;
  /** Seconds that it took, to one decimal. */
  readonly durationSeconds: number;
}

/** What an operation would do. */
export interface PreviewOutcome extends OperationOutcome {
  /** Every step that changes something, in the order in which the engine took them. */
  readonly steps: readonly ResourceStep[];
  /** Findings of the policy pack; mandatory ones do not make the call reject. */
  readonly findings: readonly PolicyFinding[];
  /** Fingerprint of the steps (urn, what happens, changed properties): equal for equal plans. */
  readonly digest: string;
  /** File with the engine's own plan, to hold `up` to; absent where none was asked for. */
  readonly planFile?: string;
}

/** The state of a stack as the engine exports it: secrets encrypted. */
export interface StackState {
  readonly version: number;
  readonly deployment: unknown;
}

/** One past operation. */
export interface HistoryEntry {
  /** `update`, `preview`, `refresh`, `destroy`, `import`. */
  readonly kind: string;
  /** `succeeded`, `failed`, `in-progress`. */
  readonly result: string;
  /** ISO 8601. */
  readonly startedAt: string;
  /** ISO 8601; absent while it runs. */
  readonly endedAt?: string;
  readonly changes: Changes;
}

/** Engine operations on one stack that exists. Every failure is a LaunchgateError with a code `engine.*`. */
export interface EngineStack {
  readonly name: string;
  /** Judges the program against the state; writes nothing. `plan`: also keep the engine's plan in a file. */
  preview(options: ProgramOptions & { readonly plan?: boolean }): Promise<PreviewOutcome>;
  /** Brings the stack up; with `planFile`, only as previewed: what differs is refused before it is done. */
  up(options: ProgramOptions & { readonly planFile?: string | undefined }): Promise<OperationOutcome>;
  /** What a refresh would change in the state. */
  previewRefresh(options: OperationOptions): Promise<PreviewOutcome>;
  /** Reads every resource from its vendor into the state, or only `targets` (URNs). */
  refresh(options: OperationOptions & { readonly targets?: readonly string[] }): Promise<OperationOutcome>;
  /** Deletes every resource of the stack. */
  destroy(options: OperationOptions): Promise<OperationOutcome>;
  /** Past operations, newest first. */
  history(limit: number): Promise<readonly HistoryEntry[]>;
  /**
   * The state, secrets encrypted; with `plain` in plain text: for comparing with vendors alone, never printed or kept. Rejects as
   * `engine.state-unreadable` where it is damaged.
   */
  exportState(options?: { readonly plain?: boolean }): Promise<StackState>;
  /** Settings without namespace, secrets in plain text: for clients of the vendors alone, never printed or kept. */
  settings(): Promise<Readonly<Record<string, string>>>;
  /** Puts a state in place of the present one. */
  importState(state: StackState): Promise<void>;
  /** Outputs of the stack; secret ones read `[secret]`. */
  outputs(): Promise<Readonly<Record<string, unknown>>>;
  /** Who holds the stack's lock; empty where nobody does, or where the backend does not tell. */
  locks(): Promise<readonly StackLock[]>;
  /** Removes the lock of an operation that is gone. */
  cancel(): Promise<void>;
  /** The target that the stack was bound to; undefined where it has none. Rejects on a binding that nobody here writes. */
  target(): Promise<TargetId | undefined>;
  /** Binds the stack to a target, for good. */
  bind(target: TargetId): Promise<void>;
  /** Tags of the stack: the binding, and what Launchgate notes of throw-away stacks. */
  tags(): Promise<Readonly<Record<string, string>>>;
  /** Sets a tag. */
  setTag(name: string, value: string): Promise<void>;
  /** Forgets the stack with its history; refused by the engine while it has resources. */
  remove(): Promise<void>;
  /** The file that holds the state, where the backend is a folder of this machine. */
  readonly stateFile: string | undefined;
}

/** The holder of a stack's lock. */
export interface StackLock {
  readonly user: string;
  readonly host: string;
  readonly pid: number;
  /** ISO 8601. */
  readonly since: string;
}

/** An engine and its backend. */
export interface EnginePort {
  /** The stack; undefined where the backend has none of that name. */
  find(name: string): Promise<EngineStack | undefined>;
  /** Makes an empty stack. */
  create(name: string): Promise<EngineStack>;
  /** Names of the stacks of this program in the backend that carry a tag. */
  tagged(tag: string): Promise<readonly string[]>;
}
