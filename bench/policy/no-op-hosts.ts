/**
 * A provider that does nothing for every package, in one process: `node bench/policy/no-op-hosts.ts`. Prints the value for
 * PULUMI_DEBUG_PROVIDERS. The types are those of the practice plugin and of neon-pulumi; no value is checked, no request is ever sent.
 */
import type { InputSpec, ProviderBackend, ResourceSpec } from "@launchgate/provider-kit";
import { serve } from "@launchgate/provider-kit/server";
import { NeonProvider } from "../../packages/neon-pulumi/src/provider.ts";
import { packageNames, practiceProvider } from "../../packages/sandbox/src/plugin/providers.ts";

const nothing = (): void => undefined;
const silent = (): { info: typeof nothing; warning: typeof nothing } => ({ info: nothing, warning: nothing });
const nowhere = "http://127.0.0.1";
const urls = { github: nowhere, vercel: nowhere, pagerduty: nowhere, datadog: nowhere };

/** The type with whatever inputs: recorded ones hold stand-ins where real ones hold ids. */
function lenient({ name, doc, inputs, outputs, importId }: ResourceSpec): ResourceSpec {
  const anything = (spec: InputSpec): InputSpec => ({ type: { kind: "any" }, doc: spec.doc, change: spec.change });
  const entries = Object.entries(inputs).map(([key, spec]) => [key, anything(spec)] as const);
  return { name, doc, outputs, importId, inputs: Object.fromEntries(entries) };
}

function noOp(like: ProviderBackend): ProviderBackend {
  return {
    name: like.name,
    version: like.version,
    settings: like.settings,
    functions: [],
    specOf: (type) => lenient(like.specOf(type)),
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

const backends = [...packageNames.map((name) => practiceProvider(name, urls, silent)), new NeonProvider(silent)];
const served = await Promise.all(backends.map((like) => serve(like.name, "", () => noOp(like))));
process.stdin.resume();
process.stdin.once("close", () => process.exit(0));
process.stdout.write(`${backends.map(({ name }, place) => `${name}:${String(served[place]?.port)}`).join(",")}\n`);
