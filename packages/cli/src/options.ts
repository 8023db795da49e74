import { instantOf, LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { GivenOptions } from "./command.ts";

/** An ISO 8601 instant with offset or `Z`, on a day that exists. A day alone is refused: it begins at another moment in every zone. */
export const instantOption = z.string().transform((text, context): Date => {
  try {
    return new Date(instantOf(text));
  } catch {
    context.addIssue({ code: "custom", message: instantFault(text) });
    return z.NEVER;
  }
});

function instantFault(text: string): string {
  const example = "an instant such as 2026-11-21T10:00:00Z, with Z or an offset";
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) {
    return `${example}; a day alone begins at another moment in every zone`;
  }
  const complete = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}.*(?:Z|[+-]\d{2}:?\d{2})$/i.test(text);
  return complete ? `${example}; "${text.slice(0, 40)}" is no day or hour that exists` : example;
}

/** Options that every command understands. */
export const commonOptions = z.object({
  json: z.boolean().default(false),
  overlay: z.array(z.string()).default([]),
  at: instantOption.optional(),
});

/** Reads the given options by `schema`; every bad one is refused as `option.invalid` with what is allowed. */
export function readOptions<T extends z.ZodType>(schema: T, given: GivenOptions): z.infer<T> {
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  const details = result.error.issues.map((issue) => `--${kebab(String(issue.path[0]))}: ${expectation(issue)}`);
  throw new LaunchgateError({
    code: "option.invalid",
    message: `Not understood: ${details.join("; ")}.`,
    fix: "Correct the option; `--help` shows examples.",
  });
}

/** What an option may be, in the product's words and not in those of the schema's library. */
function expectation(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "custom":
      return issue.message;
    case "invalid_value":
      return `one of ${issue.values.map(String).join(", ")}`;
    case "invalid_type":
      return issue.expected === "number" ? "a number" : "text";
    case "too_small":
      return issue.origin === "string" ? "text that is not empty" : `at least ${String(issue.minimum)}`;
    case "too_big":
      return `at most ${String(issue.maximum)}`;
    default:
      return "another value";
  }
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

/** Options of commands that look at a stretch of time. */
export const spanOptions = commonOptions.extend({ from: instantOption.optional(), to: instantOption.optional() });

const twelveWeeks = 12 * 7 * 86_400_000;

/** The stretch that {@link spanOptions} name: from `--from`, else `--at`, else now; to `--to`, else twelve weeks after its start. */
export function spanOf(options: z.infer<typeof spanOptions>, now: Date): { readonly from: Date; readonly to: Date } {
  const from = options.from ?? options.at ?? now;
  return { from, to: options.to ?? new Date(from.getTime() + twelveWeeks) };
}
