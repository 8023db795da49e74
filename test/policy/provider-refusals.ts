import type { JudgedResource } from "@launchgate/core";
import type { Properties, ResourceSpec } from "@launchgate/provider-kit";
import { checkInputs, filledIn } from "../../packages/provider-kit/src/checks/check.ts";
import { specOf as neonSpecOf } from "../../packages/neon-pulumi/src/lookup.ts";
import { practiceProvider } from "../../packages/sandbox/src/plugin/providers.ts";

const nowhere = "http://127.0.0.1";
const urls = { github: nowhere, vercel: nowhere, neon: nowhere, pagerduty: nowhere, datadog: nowhere };
const silent = { info: () => undefined, warn: () => undefined } as never;

/** What a provider checks of a type; undefined for components, which no provider sees. */
function specFor(type: string): ResourceSpec | undefined {
  const [vendor = ""] = type.split(":");
  if (vendor === "launchgate") return undefined;
  return vendor === "neon" ? neonSpecOf(type) : practiceProvider(vendor, urls, silent).specOf(type);
}

/** Problems that the resource's own provider would tell of its inputs, before any rule is asked. */
export function providerRefusals({ type, name, inputs }: JudgedResource): readonly string[] {
  const spec = specFor(type);
  if (spec === undefined) return [];
  const plain = JSON.parse(JSON.stringify(inputs)) as Properties;
  const filled = filledIn(spec, plain, undefined, name);
  return checkInputs(spec, { ...plain, ...filled }, undefined).map(({ property, reason }) => `${property}: ${reason}`);
}
