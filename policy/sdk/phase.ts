// eslint-disable-next-line no-restricted-imports -- no input or output: finds the copy of the protocol that the SDK uses
import { createRequire } from "node:module";
import type { PolicyPhase } from "@launchgate/core";

/** How the SDK describes the call by which the engine tells of the run, as far as it is needed here. */
interface ConfigureStackCall {
  requestDeserialize: (bytes: Buffer) => { readonly getDryRun: () => boolean };
}

/**
 * Whether a run is a preview: a freeze binds acts and never a review (L1, house decision 5). The engine says so in its call ConfigureStack,
 * of which the SDK keeps the tags only, so the reading of that call is listened to; it must be called before the pack is made, which
 * registers the calls. An engine without a Node.js language host says the same by the environment. Not told at all is an update.
 */
export function watchPhase(environment: Readonly<Record<string, string | undefined>> = process.env): () => PolicyPhase {
  const call = configureStack();
  let told = environment["PULUMI_DRY_RUN"] === "true";
  if (call !== undefined) {
    const read = call.requestDeserialize;
    call.requestDeserialize = (bytes) => {
      const request = read(bytes);
      told = request.getDryRun();
      return request;
    };
  }
  return () => (told ? "preview" : "update");
}

/** The call in the very copy of the protocol that the SDK of policies uses; undefined in one that is too old to have it. */
function configureStack(): ConfigureStackCall | undefined {
  const ofPolicies = createRequire(createRequire(import.meta.url).resolve("@pulumi/policy"));
  const { AnalyzerService } = ofPolicies("@pulumi/pulumi/proto/analyzer_grpc_pb.js") as {
    AnalyzerService: { readonly configureStack?: ConfigureStackCall };
  };
  return AnalyzerService.configureStack;
}
