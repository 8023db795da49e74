import { milliseconds } from "../domain/duration.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Service } from "../schema/services.ts";
import type { Stage } from "../schema/stages.ts";
import type { FeatureId } from "../vendors/features.ts";
import { own } from "./tools.ts";

/** Where the model wants a feature; none where it does not. */
export type Wish = (model: Model) => KeyPath[];

const stages =
  (wants: (stage: Stage, id: string, model: Model) => boolean, ...keys: readonly string[]): Wish =>
  (model) =>
    Object.entries(model.stages)
      .filter(([id, stage]) => wants(stage, id, model))
      .map(([id]) => ["stages", id, ...keys]);

const services =
  (wants: (service: Service) => boolean, ...keys: readonly string[]): Wish =>
  (model) =>
    Object.entries(model.services)
      .filter(([, service]) => wants(service))
      .map(([id]) => ["services", id, ...keys]);

const repositories =
  (wants: (repository: Service["repository"]) => boolean, ...keys: readonly string[]): Wish =>
  (model) =>
    services(({ repository }) => repository.visibility !== "public" && wants(repository), "repository", ...keys)(model);

/** The repository of these rules wants every guard, and gates before its environments; a public one has them in any plan. */
const ofRules: Wish = ({ organization }) =>
  organization.rulesRepository.visibility === "public" ? [] : [["organization", "rulesRepository"]];

const together =
  (...each: readonly Wish[]): Wish =>
  (model) =>
    each.flatMap((wish) => wish(model));

const guarded = together(
  repositories(() => true),
  ofRules,
);

const classes =
  (wants: (days: { archiveRetentionDays: number }) => boolean, key: string): Wish =>
  (model) =>
    Object.entries(model.organization.complianceClasses)
      .filter(([, each]) => wants(each))
      .map(([id]) => ["organization", "complianceClasses", id, key]);

const servicesOf = (model: Model, stageId: string): Service[] =>
  Object.values(model.stacks).flatMap((stack) =>
    stack.kind === "stage" && stack.stage === stageId
      ? stack.services.flatMap((id) => own(model.services, id) ?? [])
      : [],
  );

/** Approvals and branch policies ask nothing of the plan where every repository is public. */
const onPrivate = (stageId: string, model: Model): boolean =>
  servicesOf(model, stageId).some(({ repository }) => repository.visibility !== "public");

const withDatabase = (stageId: string, model: Model): Service[] =>
  servicesOf(model, stageId).filter(({ neon }) => neon !== undefined);

const hasAddresses = (model: Model, { complianceClass }: Service): boolean =>
  (own(model.organization.complianceClasses, complianceClass)?.databaseAllowedIps.length ?? 0) > 0;

/** Idle time that every plan of Neon has: 5 minutes. */
const neonDefaultIdle = milliseconds("5 minutes");

/** What in the model asks for each feature. */
export const wishes: Readonly<Record<FeatureId, Wish>> = {
  "environment-reviewers": together(
    stages(
      ({ approval }, id, model) =>
        onPrivate(id, model) && (approval.people.length + approval.teams.length > 0 || !approval.wait.startsWith("0 ")),
      "approval",
    ),
    ofRules,
  ),
  "environment-branch-policies": together(
    stages(
      ({ branchPolicy }, id, model) =>
        onPrivate(id, model) && branchPolicy.branches.length + branchPolicy.tags.length > 0,
      "branchPolicy",
    ),
    ofRules,
  ),
  rulesets: guarded,
  "merge-queue": repositories(({ history }) => history === "merge-queue", "history"),
  "push-protection": guarded,
  "code-scanning": guarded,
  "rolling-releases": stages(
    ({ traffic }, id, model) => traffic === "gated" && servicesOf(model, id).length > 0,
    "traffic",
  ),
  "vercel-access-groups": () => [["organization", "teams"]],
  "log-drains": classes(() => true, "logRetentionDays"),
  "firewall-rate-limit": stages((_, id, model) => servicesOf(model, id).length > 0, "firewallRequestsPerMinute"),
  "neon-protected-branches": stages(
    ({ database }, id, model) => database.protected && withDatabase(id, model).length > 0,
    "database",
    "protected",
  ),
  "neon-ip-allow": stages(
    ({ database }, id, model) =>
      database.restrictAddresses && withDatabase(id, model).some((service) => hasAddresses(model, service)),
    "database",
    "restrictAddresses",
  ),
  "neon-snapshots": stages(
    ({ database }, id, model) => database.snapshots !== undefined && withDatabase(id, model).length > 0,
    "database",
    "snapshots",
  ),
  "neon-read-replicas": services(({ neon }) => neon?.readReplica ?? false, "neon", "readReplica"),
  "neon-always-on": stages(
    ({ database }, id, model) => database.suspendAfter === "never" && withDatabase(id, model).length > 0,
    "database",
    "suspendAfter",
  ),
  "neon-idle-time": stages(
    ({ database }, id, model) =>
      database.suspendAfter !== "never" &&
      milliseconds(database.suspendAfter) !== neonDefaultIdle &&
      withDatabase(id, model).length > 0,
    "database",
    "suspendAfter",
  ),
  "pagerduty-support-hours": stages(({ supportHours }) => supportHours !== undefined, "supportHours"),
  "event-orchestration": services(() => true, "pagerDuty"),
  "alert-grouping": services(() => true, "pagerDuty"),
  "business-services": ({ onCall }) =>
    Object.keys(onCall.businessServices).map((id) => ["onCall", "businessServices", id]),
  "datadog-slos": services(() => true, "slos"),
  synthetics: services(() => true, "smoke"),
  "cost-budgets": stages(({ budget }) => budget !== undefined, "budget"),
  "monitor-policies": services(() => true, "signals"),
  "log-archives": classes(({ archiveRetentionDays }) => archiveRetentionDays > 0, "archiveRetentionDays"),
};
