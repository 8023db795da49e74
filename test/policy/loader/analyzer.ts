import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import type { JudgedResource } from "@launchgate/core";

const require = createRequire(import.meta.url);
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-return -- the SDK's protocol classes are not typed for use from outside */
const grpc = require("@grpc/grpc-js");
const services = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js");
const messages = require("@pulumi/pulumi/proto/analyzer_pb.js");
const { Empty } = require("google-protobuf/google/protobuf/empty_pb.js");
const { Struct } = require("google-protobuf/google/protobuf/struct_pb.js");

/** What an analyzer said of a resource or stack. */
export interface Diagnostic {
  readonly policy: string;
  readonly message: string;
  readonly level: "advisory" | "mandatory";
  readonly urn: string;
}

/** A policy pack run by the SDK's own loader, asked as the engine asks it. */
export class Analyzer {
  readonly #child: ChildProcess;
  readonly #client: Record<string, (request: unknown, answer: (error: unknown, value: unknown) => void) => void>;

  private constructor(child: ChildProcess, port: string) {
    this.#child = child;
    this.#client = new services.AnalyzerClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure(), {
      "grpc.max_receive_message_length": 400 * 1024 * 1024,
    });
  }

  /** Starts the loader in the pack's folder and waits for its port. */
  static async start(folder: string, env: Readonly<Record<string, string>> = {}): Promise<Analyzer> {
    const loader = require.resolve("@pulumi/pulumi/cmd/run-policy-pack/index.js");
    const child = spawn(process.execPath, [loader, "127.0.0.1:1", "."], {
      cwd: folder,
      env: { ...process.env, ...env },
    });
    let [out, err] = ["", ""];
    child.stderr.on("data", (chunk: Buffer) => (err += chunk.toString()));
    const port = await new Promise<string>((resolve, reject) => {
      child.stdout.on("data", (chunk: Buffer) => {
        out += chunk.toString();
        const found = /^\d+/m.exec(out);
        if (found && out.includes("\n")) resolve(found[0]);
      });
      child.once("exit", () => reject(new Error(`the loader ended: ${err}`)));
    });
    return new Analyzer(child, port);
  }

  /** Names of the policies that the pack has. */
  async policies(): Promise<string[]> {
    const info = (await this.#ask("getAnalyzerInfo", new Empty())) as {
      toObject(): { policiesList: { name: string }[] };
    };
    return info.toObject().policiesList.map(({ name }) => name);
  }

  /** Hands settings over, as `--policy-pack-config` does. */
  async configure(policy: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
    const request = new messages.ConfigureAnalyzerRequest();
    const config = new messages.PolicyConfig();
    config.setEnforcementlevel(messages.EnforcementLevel.ADVISORY);
    config.setProperties(Struct.fromJavaScript(settings));
    request.getPolicyconfigMap().set(policy, config);
    await this.#ask("configure", request);
  }

  /** Tells of the run, as the engine does once before it asks. */
  async configureStack(dryRun: boolean): Promise<void> {
    const request = new messages.AnalyzerStackConfigureRequest();
    request.setStack("prod");
    request.setDryRun(dryRun);
    await this.#ask("configureStack", request);
  }

  /** Judges one resource before it is written. */
  async analyze(resource: JudgedResource): Promise<readonly Diagnostic[]> {
    const request = filled(new messages.AnalyzeRequest(), resource);
    return diagnostics(await this.#ask("analyze", request));
  }

  /** Judges the stack. `outputs` replaces the properties, as the engine sends outputs there. */
  async analyzeStack(
    resources: readonly JudgedResource[],
    outputs: (resource: JudgedResource) => Readonly<Record<string, unknown>> = ({ inputs }) => inputs,
  ): Promise<readonly Diagnostic[]> {
    const request = new messages.AnalyzeStackRequest();
    request.setResourcesList(
      resources.map((each) => {
        const message = filled(new messages.AnalyzerResource(), { ...each, inputs: outputs(each) });
        message.setDependenciesList([...each.dependencies]);
        message.setParent(each.parent ?? "");
        return message;
      }),
    );
    return diagnostics(await this.#ask("analyzeStack", request));
  }

  async stop(): Promise<void> {
    const ended = once(this.#child, "exit");
    this.#child.kill();
    await ended;
  }

  async #ask(method: string, request: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#client[method]?.(request, (error, value) => (error instanceof Error ? reject(error) : resolve(value)));
    });
  }
}

function filled(message: any, resource: JudgedResource): any {
  const options = new messages.AnalyzerResourceOptions();
  options.setProtect(resource.protect);
  options.setIgnorechangesList([...resource.ignoreChanges]);
  options.setParent(resource.parent ?? "");
  message.setType(resource.type);
  message.setUrn(resource.urn);
  message.setName(resource.name);
  message.setProperties(Struct.fromJavaScript(withoutAbsent(resource.inputs)));
  message.setOptions(options);
  return message;
}

/** The protocol has no `undefined`. */
function withoutAbsent(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value)) as unknown;
}

function diagnostics(answer: any): Diagnostic[] {
  return answer.getDiagnosticsList().map((each: any) => ({
    policy: each.getPolicyname(),
    message: each.getMessage(),
    level: each.getEnforcementlevel() === messages.EnforcementLevel.MANDATORY ? "mandatory" : "advisory",
    urn: each.getUrn(),
  }));
}
