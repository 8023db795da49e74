import { UsageError } from "@launchgate/provider-kit";
import type { Handler } from "./handlers/handler.ts";
import { handlers } from "./handlers/index.ts";
import { resources, tokenOf } from "./schema/index.ts";
import type { Properties, ResourceSpec } from "@launchgate/provider-kit";

/** Class name in a type token. */
function classOf(type: string): string {
  return type.replace(/^neon:index:/, "");
}

/** Specification of a resource by type token. */
export function specOf(type: string): ResourceSpec {
  const spec = resources.find((item) => tokenOf(item.name) === type);
  if (spec === undefined) {
    const known = resources.map((item) => item.name).join(", ");
    throw new UsageError(`neon has no resource "${type}"; known: ${known}`);
  }
  return spec;
}

/** Handler of a resource by type token. */
export function handlerOf(type: string): Handler {
  const handler = handlers[classOf(type)];
  if (handler === undefined) throw new UsageError(`neon has no resource "${type}"`);
  return handler;
}

/** Declared inputs that replace, in a fixed order. */
export function createTimeText(type: string, inputs: Properties): string {
  const fields = Object.entries(resources.find((item) => tokenOf(item.name) === type)?.inputs ?? {});
  const fixed = fields.filter(([key, field]) => field.change === "replace" && inputs[key] !== undefined);
  return JSON.stringify(fixed.map(([key]) => [key, inputs[key]]));
}
