import { productionAndStaging } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** Debug modes are off (L3). */
export const forbidDebug = definePlanRule({
  id: "plan-variable-forbid-debug",
  title: "Debug and preview switches are off in staging and production",
  cause: "A variable that the service lists among debugVariables has another value than off, false, 0, no or nothing.",
  why: "Debug output tells customers' data to logs, and the preview flag shows an unfinished feature to all.",
  fix: "Set the variable in services.<id>.vercel.environment to off.",
  requirements: ["L3"],
  severity: "high",
  levels: productionAndStaging,
  tags: ["lockdown"],
  check: ({ serviceFacts }) =>
    Object.entries(serviceFacts).flatMap(([id, { debugVariables }]) =>
      Object.entries(debugVariables)
        .filter(([, value]) => value === null || !/^(?:|off|false|0|no|none)$/i.test(value.trim()))
        .map(([name, value]) => `${name} of "${id}" is ${value === null ? "not a plain value" : `"${value}"`}`),
    ),
});
