import type { Rule } from "../define-rule.ts";
import { acrossRules } from "./across/index.ts";
import { datadogRules } from "./datadog/index.ts";
import { githubRules } from "./github/index.ts";
import { neonRules } from "./neon/index.ts";
import { pagerDutyRules } from "./pagerduty/index.ts";
import { planRules } from "./plan/index.ts";
import { vercelRules } from "./vercel/index.ts";

/** Every rule, by vendor, then the plan, then what goes across vendors. */
export const rules: readonly Rule[] = [
  ...githubRules,
  ...vercelRules,
  ...neonRules,
  ...pagerDutyRules,
  ...datadogRules,
  ...planRules,
  ...acrossRules,
];
