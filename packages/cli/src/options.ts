import { LaunchgateError } from "@launchgate/core";
import { z } from "zod";
import type { GivenOptions } from "./command.ts";

/** An ISO 8601 instant with offset or `Z`. */
export const instantOption = z
  .string()
  .refine((text) => /(?:Z|[+-]\d{2}:?\d{2})$/i.test(text) && !Number.isNaN(Date.parse(text)), {
    error: "an instant such as 2026-11-21T10:00:00Z, with Z or an offset",
  })
  .transform((text) => new Date(text));

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

function expectation(issue: z.core.$ZodIssue): string {
  return issue.message.replace(/^Invalid (?:input|option): expected /, "expected ");
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
