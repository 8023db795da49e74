import { Metadata, status } from "@grpc/grpc-js";
import type { ServiceError } from "@grpc/grpc-js";
import { ProviderError, messageOf } from "../failures.ts";
import type { FailureKind } from "../failures.ts";
import type { PartialFailure } from "../recorded.ts";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { anyPb, providerPb, statusPb } from "./protocol.ts";

/** What a gRPC call ends with when it fails. */
export type GrpcFailure = Pick<ServiceError, "code" | "details" | "metadata">;

const codes: Readonly<Record<FailureKind, status>> = {
  cancelled: status.CANCELLED,
  deadline: status.DEADLINE_EXCEEDED,
  precondition: status.FAILED_PRECONDITION,
};

function codeOf(error: unknown): status {
  return error instanceof ProviderError ? codes[error.kind] : status.UNKNOWN;
}

/** A failure without details. */
export function failureOf(error: unknown): GrpcFailure {
  return { code: codeOf(error), details: messageOf(error), metadata: new Metadata() };
}

/** A failure that makes the engine record the object and finish it in the next update. */
export function partialFailure(error: PartialFailure, properties: Struct, inputs: Struct): GrpcFailure {
  const detail = new providerPb.ErrorResourceInitFailed();
  detail.setId(error.recorded.id);
  detail.setProperties(properties);
  detail.setInputs(inputs);
  detail.setReasonsList([error.message]);
  const any = new anyPb.Any();
  any.pack(detail.serializeBinary(), "pulumirpc.ErrorResourceInitFailed");
  const message = new statusPb.Status();
  message.setCode(status.UNKNOWN);
  message.setMessage(error.message);
  message.addDetails(any);
  const metadata = new Metadata();
  metadata.add("grpc-status-details-bin", Buffer.from(message.serializeBinary()));
  return { code: status.UNKNOWN, details: error.message, metadata };
}
