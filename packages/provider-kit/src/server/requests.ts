import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";

/** What is read of a handshake. */
export interface HandshakeLike {
  getEngineAddress(): string;
}

/** What is read of a function call. */
export interface InvokeLike {
  getTok(): string;
  getArgs(): Struct | undefined;
}
