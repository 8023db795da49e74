import type { Properties } from "@launchgate/provider-kit";
import { said } from "./forms.ts";
import { fromAssertions, toAssertions } from "./synthetics-assertions.ts";
import { fromRequest, requestInputs, toRequest } from "./synthetics-request.ts";

/** Fields of a step that go as they are. */
const plainNames = [
  "name",
  "subtype",
  "value",
  "subtestPublicId",
  "extractedValues",
  "extractedValuesFromScript",
  "allowFailure",
  "isCritical",
  "exitIfSucceed",
  "retry",
] as const;

/** Kinds of steps that send nothing. */
const silent = new Set(["wait", "playSubTest"]);

/** Steps of a multistep test as the vendor takes them. */
export function toSteps(given: unknown): readonly Properties[] {
  return ((given ?? []) as readonly Properties[]).map((step) => {
    const plain = said(Object.fromEntries(plainNames.map((name) => [name, step[name]])));
    const kind = { subtype: "http", ...plain };
    if (silent.has(kind.subtype)) return kind;
    return { ...kind, request: toRequest(step), assertions: toAssertions(step["assertions"]) };
  });
}

/** Steps of the vendor in the provider's words. */
export function fromSteps(live: unknown): readonly Properties[] {
  return ((live ?? []) as readonly Properties[]).map((step) => {
    const plain = said(Object.fromEntries([...plainNames, "id"].map((name) => [name, step[name]])));
    if (silent.has(String(step["subtype"]))) return plain;
    const request = fromRequest(step["request"] as Properties | undefined);
    const parts = Object.fromEntries(requestInputs.map((name) => [name, request[name] ?? undefined]));
    return said({ ...plain, ...parts, assertions: fromAssertions(step["assertions"]) });
  });
}
