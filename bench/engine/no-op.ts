import type { ProviderBackend, ResourceSpec } from "@launchgate/provider-kit";

const nothing = (): void => undefined;

/**
 * A provider that does nothing, with the declarations of another: what the engine, gRPC and the SDK cost by themselves. No request is ever
 * sent. `change` gives other declarations than those of `like`.
 */
export function noOp(like: ProviderBackend, change = (spec: ResourceSpec): ResourceSpec => spec): ProviderBackend {
  return {
    name: like.name,
    version: like.version,
    settings: like.settings,
    functions: [],
    specOf: (type) => change(like.specOf(type)),
    packageSchema: () => like.packageSchema(),
    checkSettings: () => [],
    normalizeSettings: (raw) => raw,
    configure: nothing,
    remember: nothing,
    checked: nothing,
    answered: nothing,
    cancel: nothing,
    create: (request, inputs) => Promise.resolve({ id: request.urn, inputs, state: inputs }),
    read: (_request, recorded) => Promise.resolve(recorded),
    update: (_request, old, inputs) => Promise.resolve({ id: old.id, inputs, state: inputs }),
    delete: () => Promise.resolve(),
    invoke: () => Promise.resolve({}),
  };
}

/** What a provider would say of its work. */
export const silent = (): { info: typeof nothing; warning: typeof nothing } => ({ info: nothing, warning: nothing });

/** Ends the process when whoever started it goes, and tells it where the providers are: the value of PULUMI_DEBUG_PROVIDERS. */
export function tellWhere(attach: string): void {
  process.stdin.resume();
  process.stdin.once("close", () => process.exit(0));
  process.stdout.write(`${attach}\n`);
}
