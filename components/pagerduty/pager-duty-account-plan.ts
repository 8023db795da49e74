import {
  planHas,
  resolution,
  type OnCall,
  type Organization,
  type Problem,
  type Resolution,
  type Vendors,
} from "@launchgate/core";
import { resolveBusinessServices } from "./business-services.ts";
import { resolveEscalationChain } from "./escalation-chain.ts";
import { resolveOnCallDirectory, seatsOf } from "./on-call-directory.ts";
import { resolveOnCallRota } from "./on-call-rota.ts";
import { unknownReference } from "./problems.ts";

/** What is checked of the account before anything exists. */
export interface PagerDutyAccountPlan {
  readonly organization: Organization;
  readonly onCall: OnCall;
  readonly vendors: Vendors;
}

/** Which optional parts the plan has. */
export interface ResolvedPagerDutyAccount {
  readonly businessServices: boolean;
  readonly eventRouting: boolean;
}

/** Fills in, or tells every problem of every part at once. */
export function resolvePagerDutyAccount(plan: PagerDutyAccountPlan): Resolution<ResolvedPagerDutyAccount> {
  const { organization, onCall, vendors } = plan;
  const seats = seatsOf(organization);
  const teams = Object.keys(organization.teams);
  const rotations = Object.keys(onCall.rotations);
  const resolved = {
    businessServices: planHas(vendors, "business-services"),
    eventRouting: planHas(vendors, "event-orchestration"),
  };
  return resolution(resolved, [
    ...problemsOf(resolveOnCallDirectory({ organization, notifications: onCall.notifications })),
    ...Object.entries(onCall.rotations).flatMap(([rotationId, rotation]) =>
      problemsOf(resolveOnCallRota({ rotationId, rotation, seats, teams })),
    ),
    ...Object.entries(onCall.escalations).flatMap(([escalationId, escalation]) =>
      problemsOf(resolveEscalationChain({ escalationId, escalation, seats, rotations, teams })),
    ),
    ...(resolved.businessServices
      ? problemsOf(resolveBusinessServices({ organization, businessServices: onCall.businessServices }))
      : []),
    ...(resolved.eventRouting
      ? unknownReference("team", "organization.rulesRepository.owner", organization.rulesRepository.owner, teams)
      : []),
  ]);
}

function problemsOf(result: Resolution<unknown>): readonly Problem[] {
  return result.ok ? [] : result.problems;
}
