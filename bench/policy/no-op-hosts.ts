/**
 * A provider that does nothing for every package, in one process: `node bench/policy/no-op-hosts.ts`. Prints the value for
 * PULUMI_DEBUG_PROVIDERS. The types are those of the practice plugin and of neon-pulumi; no value is checked, no request is ever sent.
 */
import type { InputSpec, ResourceSpec } from "@launchgate/provider-kit";
import { serve } from "@launchgate/provider-kit/server";
import { NeonProvider } from "../../packages/neon-pulumi/src/provider.ts";
import { packageNames, practiceProvider } from "../../packages/sandbox/src/plugin/providers.ts";
import { noOp, silent, tellWhere } from "../engine/no-op.ts";

const nowhere = "http://127.0.0.1";
const urls = { github: nowhere, vercel: nowhere, pagerduty: nowhere, datadog: nowhere };

/** The type with whatever inputs: recorded ones hold stand-ins where real ones hold ids. */
function lenient({ name, doc, inputs, outputs, importId }: ResourceSpec): ResourceSpec {
  const anything = (spec: InputSpec): InputSpec => ({ type: { kind: "any" }, doc: spec.doc, change: spec.change });
  const entries = Object.entries(inputs).map(([key, spec]) => [key, anything(spec)] as const);
  return { name, doc, outputs, importId, inputs: Object.fromEntries(entries) };
}

const backends = [...packageNames.map((name) => practiceProvider(name, urls, silent)), new NeonProvider(silent)];
const served = await Promise.all(backends.map((like) => serve(like.name, "", () => noOp(like, lenient))));
tellWhere(backends.map(({ name }, place) => `${name}:${String(served[place]?.port)}`).join(","));
