import { UsageError } from "./errors.ts";
import type { Handler } from "./handlers/handler.ts";
import { handlers } from "./handlers/index.ts";
import { resources } from "./schema/index.ts";
import type { Properties, ResourceSpec } from "./schema/types.ts";

/** Specification of a resource by class name. */
export function specOf(type: string): ResourceSpec {
  const spec = resources.find((item) => item.name === type);
  if (spec === undefined) {
    const known = resources.map((item) => item.name).join(", ");
    throw new UsageError(`neon has no resource "${type}"; known: ${known}`);
  }
  return spec;
}

/** Handler of a resource by class name. */
export function handlerOf(type: string): Handler {
  const handler = handlers[type];
  if (handler === undefined) throw new UsageError(`neon has no resource "${type}"`);
  return handler;
}

/** Declared inputs that replace, in a fixed order. */
export function createTimeText(type: string, inputs: Properties): string {
  const fields = Object.entries(resources.find((item) => item.name === type)?.inputs ?? {});
  const fixed = fields.filter(([key, field]) => field.change === "replace" && inputs[key] !== undefined);
  return JSON.stringify(fixed.map(([key]) => [key, inputs[key]]));
}
