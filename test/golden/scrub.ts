import { readFileSync } from "node:fs";
import type { CapturedResource } from "../../packages/cli/src/offline/capture.ts";
import { inRepository } from "../helpers/repository.ts";

const sdks = [
  "@pulumi/github",
  "@pulumi/datadog",
  "@pulumi/pagerduty",
  "@pulumi/random",
  "@pulumiverse/vercel",
  "neon-pulumi",
];
const versions = new Map(sdks.map((name) => [versionOf(name), name]));

/**
 * A plan as its golden holds it: one resource an entry, by URN, so that the order in which promises settle is not
 * recorded. The version that an SDK puts on every resource becomes the SDK's name, so that an upgrade changes no golden;
 * a version that the program chose stays. Documents inside a text, such as dashboards, are shown as what they hold.
 */
export function scrubbedPlan(resources: readonly CapturedResource[]): Record<string, unknown> {
  const sorted = [...resources].sort((a, b) => (a.urn < b.urn ? -1 : 1));
  return Object.fromEntries(
    sorted.map(({ urn, ...rest }) => [
      urn,
      { ...rest, options: scrubbedOptions(rest.options), inputs: readable(rest.inputs) },
    ]),
  );
}

function scrubbedOptions(options: CapturedResource["options"]): object {
  const sdk = options.version === undefined ? undefined : versions.get(options.version);
  return sdk === undefined ? options : { ...options, version: `<version of ${sdk}>` };
}

function readable(value: unknown): unknown {
  if (typeof value === "string") return documentIn(value) ?? value;
  if (Array.isArray(value)) return value.map(readable);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, readable(each)]));
}

/** What a JSON text holds, marked as such; undefined where the text is none. */
function documentIn(text: string): object | undefined {
  if (!/^[[{].*[\]}]$/s.test(text)) return undefined;
  try {
    return { "(JSON text)": JSON.parse(text) as unknown };
  } catch {
    return undefined;
  }
}

function versionOf(name: string): string {
  const file = inRepository("node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}
