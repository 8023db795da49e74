import type {
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
  UpdateResponse,
} from "@pulumi/pulumi/proto/provider_pb.js";
import type { ProviderBackend } from "../backend.ts";
import { asImported, isImported, withoutNote } from "../checks/imported.ts";
import { PartialFailure } from "../recorded.ts";
import { unknown } from "../types.ts";
import type { Properties, ResourceSpec } from "../types.ts";
import { requestOf } from "./plan-calls.ts";
import { toStruct } from "./properties.ts";
import type { RawProperties } from "./properties.ts";
import { providerPb } from "./protocol.ts";
import { partialFailure } from "./status.ts";
import type { GrpcFailure } from "./status.ts";
import { bagOf, secretStruct, stateStruct } from "./wire-messages.ts";
import type { Bag } from "./wire-messages.ts";

/** A failure that is ready for gRPC. */
export class PreparedFailure extends Error {
  readonly failure: GrpcFailure;

  constructor(failure: GrpcFailure) {
    super(failure.details);
    this.name = "PreparedFailure";
    this.failure = failure;
  }
}

/** What a preview of a creation shows: inputs as declared, every output unknown. */
function previewState(spec: ResourceSpec, inputs: Bag): RawProperties {
  const names = [...Object.keys(spec.outputs), ...(spec.autoName ? ["name"] : [])];
  const unknowns: Properties = Object.fromEntries(names.map((name) => [name, unknown]));
  return { ...secretStruct(unknowns, {}, {}).toJavaScript(), ...inputs.raw };
}

async function recordingFailures<T>(spec: ResourceSpec, raw: RawProperties, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof PartialFailure)) throw error;
    throw new PreparedFailure(partialFailure(error, stateStruct(error.recorded.state, spec, raw), toStruct(raw)));
  }
}

/** Creates, or shows what a creation would give. */
export async function create(provider: ProviderBackend, request: CreateRequest): Promise<CreateResponse> {
  const { spec, ...target } = requestOf(provider, request);
  const inputs = bagOf(request.getProperties());
  const response = new providerPb.CreateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(previewState(spec, inputs)));
    return response;
  }
  const made = await recordingFailures(spec, inputs.raw, () => provider.create(target, inputs.plain));
  response.setId(made.id);
  response.setProperties(stateStruct(made.state, spec, inputs.raw));
  return response;
}

/** Reads for refresh or import. An empty answer says that the object is gone. */
export async function read(provider: ProviderBackend, request: ReadRequest): Promise<ReadResponse> {
  const { spec, ...target } = requestOf(provider, request);
  const [inputs, state] = [bagOf(request.getInputs()), bagOf(request.getProperties())];
  const known = { id: request.getId(), inputs: withoutNote(inputs.plain), state: state.plain };
  const found = await provider.read(target, known);
  const response = new providerPb.ReadResponse();
  if (found === undefined) return response;
  response.setId(found.id);
  response.setProperties(stateStruct(found.state, spec, { ...state.raw, ...inputs.raw }));
  const isImport =
    isImported(inputs.plain) || [inputs.plain, state.plain].every((each) => Object.keys(each).length === 0);
  response.setInputs(secretStruct(isImport ? asImported(found.inputs) : found.inputs, spec.inputs, inputs.raw));
  return response;
}

/** What a preview of an update shows: recorded state with the new inputs over it. */
function previewUpdate(spec: ResourceSpec, state: Bag, old: Bag, inputs: Bag): RawProperties {
  const removed = Object.keys(spec.inputs).filter((key) => key in old.raw && !(key in inputs.raw));
  const kept = Object.entries(state.raw).filter(([key]) => !removed.includes(key));
  return { ...Object.fromEntries(kept), ...inputs.raw };
}

/** Updates, or shows what an update would give. */
export async function update(provider: ProviderBackend, request: UpdateRequest): Promise<UpdateResponse> {
  const { spec, ...target } = requestOf(provider, request);
  const [state, inputs] = [bagOf(request.getOlds()), bagOf(request.getNews())];
  const old = request.hasOldInputs() ? bagOf(request.getOldInputs()) : state;
  const response = new providerPb.UpdateResponse();
  if (request.getPreview()) {
    response.setProperties(toStruct(previewUpdate(spec, state, old, inputs)));
    return response;
  }
  const recorded = { id: request.getId(), inputs: withoutNote(old.plain), state: state.plain };
  const done = await recordingFailures(spec, inputs.raw, () => provider.update(target, recorded, inputs.plain));
  response.setProperties(stateStruct(done.state, spec, inputs.raw));
  return response;
}

/** Deletes or releases. */
export async function remove(provider: ProviderBackend, request: DeleteRequest): Promise<void> {
  const target = requestOf(provider, request);
  const [state, inputs] = [bagOf(request.getProperties()), bagOf(request.getOldInputs())];
  await provider.delete(target, { id: request.getId(), inputs: inputs.plain, state: state.plain });
}
