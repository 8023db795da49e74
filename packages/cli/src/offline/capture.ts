import * as pulumi from "@pulumi/pulumi";
import { StandIns } from "./stand-ins.ts";

/** Options of a resource that a reader or a rule asks about; absent where not set. */
export interface CapturedOptions {
  readonly protect?: boolean;
  readonly retainOnDelete?: boolean;
  readonly deleteBeforeReplace?: boolean;
  readonly ignoreChanges?: readonly string[];
  readonly replaceOnChanges?: readonly string[];
  readonly additionalSecretOutputs?: readonly string[];
  readonly aliases?: readonly unknown[];
  readonly import?: string;
  readonly version?: string;
  readonly deletedWith?: string;
}

/** One resource as the program registers it. */
export interface CapturedResource {
  /** Engine-form URN: the type part holds the whole chain of parent types below the stack. */
  readonly urn: string;
  readonly type: string;
  readonly name: string;
  /** False for components. */
  readonly custom: boolean;
  /** URN of the parent; absent for the children of the stack itself. */
  readonly parent?: string;
  /** URNs this one waits for, sorted. */
  readonly dependencies: readonly string[];
  /** `urn::id` of the provider; absent for components. */
  readonly provider?: string;
  readonly options: CapturedOptions;
  /** Inputs; secrets masked as `[secret]`, ids of other resources as text in angle brackets. */
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** What to run, and what it finds around it. */
export interface CaptureArgs {
  readonly project: string;
  readonly stack: string;
  /** Configuration, `namespace:key` to value. */
  readonly config: Readonly<Record<string, string>>;
  /** Keys of `config` that hold secrets. */
  readonly secretKeys: readonly string[];
  /** Outputs of other stacks by name, for stack references. */
  readonly stackOutputs?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  /** Stand-ins shared with the capture that made `stackOutputs`, so that ids from there stay readable. Default new ones. */
  readonly standIns?: StandIns;
  /** Keep the stacks of errors, for `--debug`. Default false: the SDK writes one for every promise, half of the time spent. */
  readonly keepErrorStacks?: boolean;
  /** The program; what it returns are the stack's outputs. */
  readonly program: () => Promise<Record<string, unknown> | undefined>;
}

/** What a program registered. */
export interface Capture {
  readonly resources: readonly CapturedResource[];
  /** Outputs of the stack, secrets still wrapped in Pulumi's wire form, for stack references of other captures. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

const secretSignature = "4dabf18193072939515e22adb298388d";
const secretMark = "1b47061264138c4ac30d75fd1eb44270";
const wireSecret = (value: unknown): unknown => ({ [secretSignature]: secretMark, value });

/**
 * Runs a Pulumi program in this process, without engine, plugins, network or credentials, and returns every resource it
 * registers. One at a time: the Pulumi runtime is global to the process.
 */
export async function captureProgram(args: CaptureArgs): Promise<Capture> {
  const limit = Error.stackTraceLimit;
  if (args.keepErrorStacks !== true) Error.stackTraceLimit = 0;
  try {
    return await capture(args);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

async function capture(args: CaptureArgs): Promise<Capture> {
  const standIns = args.standIns ?? new StandIns();
  const recorder = new Recorder(standIns);
  await pulumi.runtime.setMocks(monitorAnswers(args, standIns), args.project, args.stack, false);
  pulumi.runtime.setAllConfig({ ...args.config }, [...args.secretKeys]);
  recorder.attach(pulumi.runtime.getMonitor());
  const failures: unknown[] = [];
  const note = (error: unknown): undefined => void failures.push(error);
  // The stack turns a rejected program into unhandled rejections, so the program's own error is kept aside.
  await pulumi.runtime.runInPulumiStack(() => args.program().catch(note)).catch(note);
  await pulumi.runtime.disconnect().catch(note);
  if (failures.length > 0) throw failures[0] as Error;
  return { resources: recorder.resources(), outputs: recorder.stackOutputs };
}

function monitorAnswers(args: CaptureArgs, standIns: StandIns): pulumi.runtime.Mocks {
  return {
    newResource: ({ type, name, inputs, id }) => {
      if (type === "pulumi:pulumi:StackReference") return { id: name, state: referenced(args, name, inputs) };
      return {
        id: id !== undefined && id !== "" ? id : standIns.id(type, name),
        state: { ...(inputs as object), ...standIns.outputs(type, name, wireSecret) },
      };
    },
    call: ({ token, inputs }) => invokeAnswer(token, inputs as Record<string, unknown>, standIns),
  };
}

function referenced(args: CaptureArgs, name: string, inputs: unknown): Record<string, unknown> {
  const stackName = name.split("/").at(-1) ?? name;
  const outputs = args.stackOutputs?.[stackName];
  if (!outputs) throw unanswered(`the program reads stack "${name}", of which no outputs were given`);
  return { ...(inputs as object), name, outputs, secretOutputNames: [] };
}

function invokeAnswer(token: string, inputs: Record<string, unknown>, standIns: StandIns): Record<string, unknown> {
  if (token === "github:index/getUser:getUser") {
    const login = String(inputs["username"]);
    return { ...inputs, id: String(standIns.number(`<GitHub user ${login}: id>`)), login };
  }
  if (token === "pagerduty:index/getVendor:getVendor") {
    return {
      ...inputs,
      id: `<PagerDuty vendor ${String(inputs["name"])}: id>`,
      type: "generic_events_api_inbound_integration",
    };
  }
  if (token === "pagerduty:index/getUserContactMethod:getUserContactMethod") {
    const person = String(inputs["userId"]).replace(/^<(.+): id>$/, "$1");
    return { ...inputs, id: `<${String(inputs["type"])} ${String(inputs["label"])} of ${person}: id>` };
  }
  throw unanswered(`the program calls ${token}, which the offline plan cannot answer`);
}

/** An error as the SDK's gRPC clients expect it: they show `details`. */
function unanswered(details: string): Error {
  return Object.assign(new Error(details), { details });
}

/** The parts of the SDK's in-process monitor that are taken over here. */
interface MonitorInternals {
  registerResource(request: RegisterRequest, callback: (error: unknown, response: unknown) => void): void;
  registerResourceOutputs(request: OutputsRequest, callback: (error: unknown, response: unknown) => void): void;
  newUrn(parent: string, type: string, name: string): string;
  registerResourceHook?: unknown;
  registerErrorHook?: unknown;
  signalAndWaitForShutdown?: unknown;
}

interface RegisterRequest {
  toObject(): Record<string, unknown>;
  getType(): string;
  getName(): string;
  getCustom(): boolean;
  getParent(): string;
  getObject(): { toJavaScript(): Record<string, unknown> } | undefined;
}

interface OutputsRequest {
  getUrn(): string;
  getOutputs(): { toJavaScript(): Record<string, unknown> } | undefined;
}

class Recorder {
  readonly #standIns: StandIns;
  readonly #requests: { urn: string; request: RegisterRequest }[] = [];
  stackOutputs: Record<string, unknown> = {};

  constructor(standIns: StandIns) {
    this.#standIns = standIns;
  }

  attach(monitor: unknown): void {
    const internals = monitor as MonitorInternals;
    internals.newUrn = (parent, type, name) => engineUrn(parent, type, name);
    const register = internals.registerResource.bind(internals);
    internals.registerResource = (request, callback) => {
      this.#requests.push({ urn: engineUrn(request.getParent(), request.getType(), request.getName()), request });
      register(request, callback);
    };
    const outputs = internals.registerResourceOutputs.bind(internals);
    internals.registerResourceOutputs = (request, callback) => {
      if (request.getUrn().includes("::pulumi:pulumi:Stack::"))
        this.stackOutputs = request.getOutputs()?.toJavaScript() ?? {};
      outputs(request, callback);
    };
    const accept = (_request: unknown, callback: (error: unknown, response: unknown) => void): void => {
      callback(null, {});
    };
    internals.registerResourceHook = accept;
    internals.registerErrorHook = accept;
    internals.signalAndWaitForShutdown = accept;
  }

  resources(): CapturedResource[] {
    return this.#requests
      .filter(({ request }) => request.getType() !== "pulumi:pulumi:Stack")
      .map(({ urn, request }) => this.#resource(urn, request));
  }

  #resource(urn: string, request: RegisterRequest): CapturedResource {
    const raw = request.toObject();
    const parent = request.getParent();
    const isTop = parent === "" || parent.includes("::pulumi:pulumi:Stack::");
    return {
      urn,
      type: request.getType(),
      name: request.getName(),
      custom: request.getCustom(),
      ...(isTop ? {} : { parent }),
      dependencies: [...new Set(raw["dependenciesList"] as string[])].filter(isRegistered).sort(),
      ...(raw["provider"] ? { provider: raw["provider"] as string } : {}),
      options: capturedOptions(raw),
      inputs: this.#standIns.readable(masked(request.getObject()?.toJavaScript() ?? {})) as Record<string, unknown>,
    };
  }
}

/** A stack reference is read, never registered: the plan does not hold it. */
function isRegistered(urn: string): boolean {
  return !urn.includes("::pulumi:pulumi:StackReference::");
}

/** The URN that the engine would give: types of all parents below the stack, joined by `$`. */
function engineUrn(parent: string, type: string, name: string): string {
  const project = pulumi.getProject();
  const stack = pulumi.getStack();
  const parentType = parent === "" ? "" : (parent.split("::")[2] ?? "");
  const chain = parentType === "" || parentType === "pulumi:pulumi:Stack" ? type : `${parentType}$${type}`;
  return `urn:pulumi:${stack}::${project}::${chain}::${name}`;
}

const listOptions = {
  ignoreChanges: "ignorechangesList",
  replaceOnChanges: "replaceonchangesList",
  additionalSecretOutputs: "additionalsecretoutputsList",
  aliases: "aliasesList",
} as const;

const scalarOptions = {
  protect: "protect",
  retainOnDelete: "retainondelete",
  deleteBeforeReplace: "deletebeforereplace",
  import: "importid",
  version: "version",
  deletedWith: "deletedwith",
} as const;

function capturedOptions(raw: Record<string, unknown>): CapturedOptions {
  const options: Record<string, unknown> = {};
  for (const [key, source] of Object.entries(scalarOptions)) {
    if (raw[source] !== undefined && raw[source] !== false && raw[source] !== "") options[key] = raw[source];
  }
  for (const [key, source] of Object.entries(listOptions)) {
    const list = raw[source] as unknown[] | undefined;
    if (list && list.length > 0) options[key] = list;
  }
  return options;
}

/** `value` with every wire secret replaced by `[secret]`, at any depth. */
function masked(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(masked);
  if (value === null || typeof value !== "object") return value;
  if ((value as Record<string, unknown>)[secretSignature] === secretMark) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, masked(each)]));
}
