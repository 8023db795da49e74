/** Preview or update, as the SDK reads the engine's call in this process (L1, house decision 5); the real loader is asked in phase.test.ts. */
import { createRequire } from "node:module";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { watchPhase } from "../../../policy/sdk/phase.ts";

interface Call {
  requestDeserialize: (bytes: Buffer) => { getDryRun: () => boolean; getStack: () => string };
}
interface Request {
  setStack: (stack: string) => void;
  setDryRun: (on: boolean) => void;
  serializeBinary: () => Uint8Array;
}

const require = createRequire(createRequire(import.meta.url).resolve("@pulumi/policy"));
const { AnalyzerService: service } = require("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
  AnalyzerService: { configureStack?: Call };
};
const { AnalyzerStackConfigureRequest } = require("@pulumi/pulumi/proto/analyzer_pb.js") as {
  AnalyzerStackConfigureRequest: new () => Request;
};
const call = service.configureStack;
let read: Call["requestDeserialize"] | undefined;
beforeEach(() => {
  read = call?.requestDeserialize;
});
afterEach(() => {
  if (call !== undefined && read !== undefined) Object.assign(call, { requestDeserialize: read });
  Object.assign(service, { configureStack: call });
});

/** The engine tells of a run; gives what the SDK reads of it. */
function tell(dryRun: boolean): string | undefined {
  const request = new AnalyzerStackConfigureRequest();
  request.setStack("prod");
  request.setDryRun(dryRun);
  return call?.requestDeserialize(Buffer.from(request.serializeBinary())).getStack();
}

describe("before the engine's call", () => {
  it.for([
    { told: undefined, phase: "update" },
    { told: "false", phase: "update" },
    { told: "true", phase: "preview" },
  ])("the environment says $told", ({ told, phase }) => {
    expect(watchPhase(told === undefined ? {} : { PULUMI_DRY_RUN: told })()).toBe(phase);
  });
});

it("the engine's call counts from then on, and the SDK reads it as before", () => {
  const phase = watchPhase({ PULUMI_DRY_RUN: "true" });
  expect(tell(false)).toBe("prod");
  expect(phase()).toBe("update");
  expect(tell(true)).toBe("prod");
  expect(phase()).toBe("preview");
});

it("without such a call the environment alone counts", () => {
  Object.assign(service, { configureStack: undefined });
  expect(watchPhase({ PULUMI_DRY_RUN: "true" })()).toBe("preview");
  expect(watchPhase({})()).toBe("update");
});
