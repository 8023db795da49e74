import { Metadata, Server, ServerCredentials, status } from "@grpc/grpc-js";
import type { UntypedServiceImplementation, handleUnaryCall, sendUnaryData } from "@grpc/grpc-js";
import type { Message } from "google-protobuf";
import type { HandshakeLike, InvokeLike } from "./requests.ts";
import type { Log, ProviderBackend } from "../backend.ts";
import { checkFields } from "../checks/check-value.ts";
import { checkConfig, configure, diffConfig } from "./configuration.ts";
import { EngineLog } from "./engine-log.ts";
import { emptyPb, pluginPb, providerGrpc, providerPb } from "./protocol.ts";
import * as plan from "./plan-calls.ts";
import * as calls from "./resource-calls.ts";
import { failureOf } from "./status.ts";
import { bagOf, checkFailures, secretStruct } from "./wire-messages.ts";

type Work<Q> = (request: Q) => Message | Promise<Message>;

/** Wraps a function into a gRPC method: what it throws becomes a status with its message. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- the generated service definition has no types for requests
function method<Q>(work: Work<Q>, afterAnswer?: (request: Q) => void): handleUnaryCall<any, any> {
  return (call: { request: Q }, callback: sendUnaryData<Message>) => {
    const answer = async (): Promise<void> => {
      let response: Message;
      try {
        response = await work(call.request);
      } catch (error) {
        const isPrepared = error instanceof calls.PreparedFailure;
        callback(isPrepared ? error.failure : failureOf(error));
        if (isPrepared) afterAnswer?.(call.request);
        return;
      }
      callback(null, response);
      afterAnswer?.(call.request);
    };
    void answer();
  };
}

function unimplemented(provider: ProviderBackend, name: string): handleUnaryCall<unknown, unknown> {
  return (_call, callback) => {
    callback({ code: status.UNIMPLEMENTED, details: `${provider.name} has no ${name}`, metadata: new Metadata() });
  };
}

function handshake(log: EngineLog, request: HandshakeLike): Message {
  log.connect(request.getEngineAddress());
  const response = new providerPb.ProviderHandshakeResponse();
  response.setAcceptSecrets(true);
  response.setAcceptResources(false);
  response.setAcceptOutputs(false);
  return response;
}

async function invoke(provider: ProviderBackend, request: InvokeLike): Promise<Message> {
  const name = request.getTok().replace(/^.*:/, "");
  const spec = provider.functions.find((item) => item.name === name);
  const args = bagOf(request.getArgs()).plain;
  const response = new providerPb.InvokeResponse();
  const failures =
    spec === undefined
      ? [{ property: "", reason: `${provider.name} has no function "${request.getTok()}"` }]
      : [...checkFields(spec.arguments, args), ...(spec.check?.(args) ?? [])];
  response.setFailuresList(checkFailures(failures));
  if (failures.length > 0 || spec === undefined) return response;
  response.setReturn(secretStruct(await provider.invoke(name, args), spec.results, {}));
  return response;
}

function pluginInfo(provider: ProviderBackend): Message {
  const info = new pluginPb.PluginInfo();
  info.setVersion(provider.version);
  return info;
}

function schema(provider: ProviderBackend): Message {
  const response = new providerPb.GetSchemaResponse();
  response.setSchema(JSON.stringify(provider.packageSchema()));
  return response;
}

function empty(work: () => void | Promise<void>): Message | Promise<Message> {
  const done = work();
  return done instanceof Promise ? done.then(() => new emptyPb.Empty()) : new emptyPb.Empty();
}

/** Every method of Pulumi's provider service. */
export function implementation(provider: ProviderBackend, log: EngineLog): UntypedServiceImplementation {
  return {
    handshake: method((request: HandshakeLike) => handshake(log, request)),
    attach: method((request: { getAddress(): string }) =>
      empty(() => {
        log.connect(request.getAddress());
      }),
    ),
    getPluginInfo: method(() => pluginInfo(provider)),
    getSchema: method(() => schema(provider)),
    checkConfig: method((request: Parameters<typeof checkConfig>[1]) => checkConfig(provider, request)),
    diffConfig: method((request: Parameters<typeof diffConfig>[1]) => diffConfig(provider, request)),
    configure: method((request: Parameters<typeof configure>[1]) => configure(provider, request)),
    check: method((request: Parameters<typeof plan.check>[1]) => plan.check(provider, request)),
    diff: method((request: Parameters<typeof plan.diff>[1]) => plan.diff(provider, request)),
    create: method(
      (request: Parameters<typeof calls.create>[1]) => calls.create(provider, request),
      (request) => {
        if (!request.getPreview()) provider.answered(request.getUrn());
      },
    ),
    read: method((request: Parameters<typeof calls.read>[1]) => calls.read(provider, request)),
    update: method((request: Parameters<typeof calls.update>[1]) => calls.update(provider, request)),
    delete: method((request: Parameters<typeof calls.remove>[1]) => empty(() => calls.remove(provider, request))),
    invoke: method((request: InvokeLike) => invoke(provider, request)),
    cancel: method(() =>
      empty(() => {
        provider.cancel();
      }),
    ),
    call: unimplemented(provider, "methods"),
    construct: unimplemented(provider, "components"),
    parameterize: unimplemented(provider, "parameters"),
    getMapping: method(() => new providerPb.GetMappingResponse()),
    getMappings: method(() => new providerPb.GetMappingsResponse()),
  };
}

const maxMessageBytes = 400 * 1024 * 1024;

/** A provider that answers on a port. */
export interface ServedProvider {
  /** Port on 127.0.0.1. */
  readonly port: number;
  readonly server: Server;
}

/** Starts a provider on a free port of the loopback interface. `name` stands before its messages on standard error. */
export async function serve(
  name: string,
  engineAddress: string,
  make: (log: (urn: string) => Log) => ProviderBackend,
): Promise<ServedProvider> {
  const log = new EngineLog(name);
  log.connect(engineAddress);
  const provider = make((urn) => log.for(urn));
  const server = new Server({
    "grpc.max_receive_message_length": maxMessageBytes,
    "grpc.max_send_message_length": maxMessageBytes,
  });
  server.addService(providerGrpc.ResourceProviderService, implementation(provider, log));
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync("127.0.0.1:0", ServerCredentials.createInsecure(), (error, bound) => {
      if (error === null) resolve(bound);
      else reject(error);
    });
  });
  return { port, server };
}
