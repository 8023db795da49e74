import { burnAlerts, exitCodes, isDuration, type BurnAlert, type BurnPlan, type Duration } from "@launchgate/core";
import { z } from "zod";
import type { Action } from "../command.ts";
import { textTable } from "../table.ts";
import { commonOptions, readOptions } from "../options.ts";

const shortUnits: Readonly<Record<string, string>> = { m: "minutes", h: "hours", d: "days", w: "weeks" };

/** `30d` and `"30 days"` alike. */
const periodOption = z.string().transform((text, context): Duration => {
  const short = /^(\d+(?:\.\d+)?)([mhdw])$/.exec(text);
  const long = short ? `${short[1] ?? ""} ${shortUnits[short[2] ?? ""] ?? ""}` : text;
  if (isDuration(long)) return long;
  context.addIssue({ code: "custom", message: 'a period such as 30d or "30 days"' });
  return z.NEVER;
});

const burnOptions = commonOptions.extend({ target: z.coerce.number(), period: periodOption });

/** `launchgate slo burn`: the burn-rate alerts of an objective, what no error rate can set off, and why (O2). */
export const sloBurn: Action = async (given, host) => {
  const { target, period } = readOptions(burnOptions, given);
  const plan = await Promise.resolve(burnAlerts({ targetPercent: target, period }));
  return { exitCode: exitCodes.done, data: plan, text: burnText(target, period, plan, host) };
};

function burnText(target: number, period: Duration, plan: BurnPlan, host: Parameters<Action>[1]): string {
  const head = ["severity", "factor", "long window", "short window", "budget gone"];
  const row = (alert: BurnAlert): string[] => [
    alert.severity,
    String(alert.factor),
    alert.longWindow,
    alert.shortWindow,
    `${String(Math.round(alert.budgetShare * 1000) / 10)} %`,
  ];
  const lines = [
    `Objective ${String(target)} % over ${period}; a burn rate cannot exceed ${String(plan.ceiling)}.`,
    textTable(head, plan.alerts.map(row), host),
  ];
  return [...lines, ...plan.unreachable.map(({ reason }) => `unreachable: ${reason}`)].join("\n");
}
