/** A provider that does nothing, as one process: what the engine, gRPC and the SDK cost by themselves. Prints `github:<port>`. */
import type { ProviderBackend } from "@launchgate/provider-kit";
import { serve } from "@launchgate/provider-kit/server";
import { practiceProvider } from "../../packages/sandbox/src/plugin/providers.ts";

const nothing = (): void => undefined;

/** The same declarations as the practice plugin, so that checks and differences cost the same; no request is ever sent. */
function noOp(): ProviderBackend {
  const like = practiceProvider("github", { github: "http://127.0.0.1" }, () => ({ info: nothing, warning: nothing }));
  return {
    name: like.name,
    version: like.version,
    settings: like.settings,
    functions: [],
    specOf: (type) => like.specOf(type),
    packageSchema: () => like.packageSchema(),
    checkSettings: () => [],
    normalizeSettings: (raw) => raw,
    configure: nothing,
    remember: nothing,
    answered: nothing,
    cancel: nothing,
    create: (request, inputs) => Promise.resolve({ id: request.urn, inputs, state: inputs }),
    read: (_request, recorded) => Promise.resolve(recorded),
    update: (_request, old, inputs) => Promise.resolve({ id: old.id, inputs, state: inputs }),
    delete: () => Promise.resolve(),
    invoke: () => Promise.resolve({}),
  };
}

const { port } = await serve("no-op", "", noOp);
process.stdin.resume();
process.stdin.once("close", () => process.exit(0));
process.stdout.write(`github:${String(port)}\n`);
