import { addressRules } from "./addresses.ts";
import { approvalRules } from "./approvals.ts";
import { budgetRules } from "./budgets.ts";
import { calendarRules } from "./calendar.ts";
import { coverageRules } from "./coverage.ts";
import { credentialRules } from "./credentials.ts";
import { durationRules } from "./durations.ts";
import { escalationRules } from "./escalations.ts";
import { nameRules } from "./names.ts";
import { onCallRules } from "./on-call.ts";
import { peopleRules } from "./people.ts";
import { productionRules } from "./production.ts";
import { rampRules } from "./ramp.ts";
import { referenceRules } from "./references.ts";
import { retentionRules } from "./retention.ts";
import { riskRules } from "./risks.ts";
import { roleRules } from "./roles.ts";
import { rollbackRules } from "./rollback.ts";
import type { ModelRule } from "./rule.ts";
import { secretRules } from "./secrets.ts";
import { serviceRules } from "./services.ts";
import { sloRules } from "./slos.ts";
import { smokeRules } from "./smoke.ts";
import { stackRules } from "./stacks.ts";
import { stageRules } from "./stages.ts";
import { vendorPlanRules } from "./vendor-plans.ts";
import { waiverRules } from "./waivers.ts";

/** Every cross-field rule, in the order of the model's areas. */
export const rules: readonly ModelRule[] = [
  ...referenceRules,
  ...secretRules,
  ...credentialRules,
  ...peopleRules,
  ...roleRules,
  ...serviceRules,
  ...addressRules,
  ...sloRules,
  ...smokeRules,
  ...productionRules,
  ...stageRules,
  ...approvalRules,
  ...retentionRules,
  ...budgetRules,
  ...rampRules,
  ...calendarRules,
  ...riskRules,
  ...waiverRules,
  ...rollbackRules,
  ...escalationRules,
  ...onCallRules,
  ...coverageRules,
  ...vendorPlanRules,
  ...stackRules,
  ...nameRules,
  ...durationRules,
];
