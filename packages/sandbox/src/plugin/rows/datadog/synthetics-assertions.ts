import type { Properties } from "@launchgate/provider-kit";
import { renamed, said } from "./forms.ts";

/** Comparisons that the vendor wants a number for, by what is compared. */
const numeric = new Set([
  "responseTime",
  "certificate",
  "latency",
  "packetLossPercentage",
  "packetsReceived",
  "networkHop",
  "grpcHealthcheckStatus",
]);

const targetNames = {
  targetjsonpath: [
    ["jsonpath", "jsonPath"],
    ["operator", "operator"],
    ["targetvalue", "targetValue"],
    ["elementsoperator", "elementsOperator"],
  ],
  targetxpath: [
    ["xpath", "xPath"],
    ["operator", "operator"],
    ["targetvalue", "targetValue"],
  ],
  targetjsonschema: [
    ["jsonschema", "jsonSchema"],
    ["metaschema", "metaSchema"],
  ],
} as const;

const plainNames = ["type", "operator", "property", "timingsScope", "code"] as const;

/** Assertions as the vendor takes them: numbers where it compares numbers, targets of JSON and XML as objects. */
export function toAssertions(given: unknown): readonly Properties[] {
  return ((given ?? []) as readonly Properties[]).map((each) => said({ ...picked(each), target: toTarget(each) }));
}

/** Assertions of the vendor in the provider's words: targets as text. */
export function fromAssertions(live: unknown): readonly Properties[] {
  return ((live ?? []) as readonly Properties[]).map((each) => said({ ...picked(each), ...fromTarget(each) }));
}

function picked(each: Properties): Properties {
  return Object.fromEntries(plainNames.map((name) => [name, each[name]]));
}

function toTarget(each: Properties): unknown {
  for (const [input, names] of Object.entries(targetNames)) {
    const given = each[input] as Properties | undefined;
    if (given !== undefined) return renamed(given, names);
  }
  const { target, type, operator } = each;
  const isStatus = type === "statusCode" && (operator === "is" || operator === "isNot");
  if (typeof target !== "string" || !(isStatus || numeric.has(String(type)))) return target;
  return target.trim() !== "" && Number.isFinite(Number(target)) ? Number(target) : target;
}

function fromTarget({ target }: Properties): Properties {
  if (typeof target === "number") return { target: String(target) };
  if (typeof target !== "object" || target === null) return { target };
  const live = target as Properties;
  const input = "jsonPath" in live ? "targetjsonpath" : "xPath" in live ? "targetxpath" : "targetjsonschema";
  return {
    [input]: renamed(
      live,
      targetNames[input].map(([name, wire]) => [wire, name] as const),
    ),
  };
}
