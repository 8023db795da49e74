import { isDuration, milliseconds } from "@launchgate/core";
import { z } from "zod";

const units: Readonly<Record<string, string>> = { s: "seconds", m: "minutes", h: "hours", d: "days", w: "weeks" };

/** A length of time on the command line, as milliseconds: `2h`, `90m`, or as the model writes it, `"2 hours"`. */
export const durationOption = z.string().transform((text, context): number => {
  const short = /^(\d+(?:\.\d+)?)([smhdw])$/.exec(text);
  const written = short ? `${short[1] ?? ""} ${units[short[2] ?? ""] ?? ""}` : text;
  if (isDuration(written)) return milliseconds(written);
  context.addIssue({ code: "custom", message: 'a length of time such as 2h, 90m or "30 minutes"' });
  return z.NEVER;
});
