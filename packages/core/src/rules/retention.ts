import { days, milliseconds, type Duration } from "../domain/duration.ts";
import type { Problem } from "../errors.ts";
import type { KeyPath } from "../load/key-path.ts";
import type { Model } from "../schema/model.ts";
import type { Stage } from "../schema/stages.ts";
import { planLimits } from "../vendors/features.ts";
import type { ModelRule } from "./rule.ts";
import { own, problem, problemIf } from "./tools.ts";

const deploymentDays = { "1d": 1, "7d": 7, "30d": 30, "60d": 60, "90d": 90, "180d": 180, "1y": 365 } as const;
const snapshotEvery = { hourly: "1 hour", daily: "1 day", weekly: "7 days" } as const satisfies Record<
  string,
  Duration
>;

/** Longest retention of artifacts of a public repository, days (GitHub docs: artifact and log retention). */
const publicArtifactDays = 90;

function restoreWindow(model: Model, path: KeyPath, { database, rollbackWindow }: Stage): Problem[] {
  const limit = planLimits(model.vendors).neonRestoreWindowDays;
  const { plan } = model.vendors.neon;
  const at = [...path, "database", "restoreWindow"];
  return [
    ...problemIf(milliseconds(database.restoreWindow) < milliseconds(rollbackWindow), () =>
      problem(
        "retention.restore-window-short",
        at,
        database.restoreWindow,
        `at least the rollback window, ${rollbackWindow}`,
        "Lengthen the restore window or shorten the rollback window.",
      ),
    ),
    ...problemIf(plan !== "none" && days(database.restoreWindow) > limit, () =>
      problem(
        "retention.restore-window-beyond-plan",
        at,
        database.restoreWindow,
        `at most ${String(limit)} days on the Neon plan "${plan}"`,
        "Shorten the restore window and the rollback window, or take a larger plan.",
      ),
    ),
  ];
}

function deployments(path: KeyPath, stage: Stage): Problem[] {
  return problemIf(deploymentDays[stage.deploymentRetention] < days(stage.rollbackWindow), () =>
    problem(
      "retention.deployments-short",
      [...path, "deploymentRetention"],
      stage.deploymentRetention,
      `at least the rollback window, ${stage.rollbackWindow}`,
      "Keep deployments longer or shorten the rollback window.",
    ),
  );
}

function snapshots(path: KeyPath, { database, rollbackWindow }: Stage): Problem[] {
  if (!database.snapshots) return [];
  const { frequency, retention } = database.snapshots;
  const at = [...path, "database", "snapshots", "retention"];
  const every = snapshotEvery[frequency];
  return [
    ...problemIf(milliseconds(retention) < milliseconds(rollbackWindow), () =>
      problem(
        "retention.snapshots-short",
        at,
        retention,
        `at least the rollback window, ${rollbackWindow}`,
        "Keep snapshots longer or shorten the rollback window.",
      ),
    ),
    ...problemIf(milliseconds(retention) < milliseconds(every), () =>
      problem(
        "retention.snapshots-gap",
        at,
        retention,
        `at least the time between two snapshots, ${every}`,
        "Keep each snapshot until the next one is there.",
      ),
    ),
  ];
}

function archives(model: Model): Problem[] {
  return Object.entries(model.organization.complianceClasses).flatMap(([id, each]) =>
    problemIf(each.archiveRetentionDays > 0 && each.archiveRetentionDays < each.logRetentionDays, () =>
      problem(
        "retention.archive-short",
        ["organization", "complianceClasses", id, "archiveRetentionDays"],
        each.archiveRetentionDays,
        `0 for no archive, or at least the ${String(each.logRetentionDays)} days of searchable logs`,
        "Keep the archive at least as long as the searchable logs.",
      ),
    ),
  );
}

function artifacts(model: Model): Problem[] {
  const { rulesRepository, complianceClasses } = model.organization;
  const repositories = [
    { path: ["organization", "rulesRepository"], ...rulesRepository },
    ...Object.entries(model.services).map(([id, service]) => ({
      path: ["services", id],
      complianceClass: service.complianceClass,
      visibility: service.repository.visibility,
    })),
  ];
  const longest = planLimits(model.vendors).githubArtifactDays;
  return repositories.flatMap(({ path, complianceClass, visibility }) => {
    const limit = visibility === "public" ? publicArtifactDays : longest;
    const wanted = own(complianceClasses, complianceClass)?.artifactRetentionDays ?? 0;
    return problemIf(wanted > limit, () =>
      problem(
        "retention.artifacts-beyond-vendor",
        [...path, "complianceClass"],
        complianceClass,
        `a class with at most ${String(limit)} days of artifacts: GitHub keeps them no longer in a ${visibility} repository`,
        "Make the repository private, or shorten artifactRetentionDays of the class.",
      ),
    );
  });
}

const ofStages = (model: Model, check: (path: KeyPath, stage: Stage) => Problem[]): Problem[] =>
  Object.entries(model.stages).flatMap(([id, stage]) => check(["stages", id], stage));

/** What is kept reaches as far back as a release can be undone, and as long as the compliance class demands. */
export const retentionRules: readonly ModelRule[] = [
  {
    id: "retention-rollback",
    title: "Data, snapshots and deployments are kept at least as long as a release can be undone.",
    codes: [
      "retention.restore-window-short",
      "retention.restore-window-beyond-plan",
      "retention.deployments-short",
      "retention.snapshots-short",
      "retention.snapshots-gap",
    ],
    requirements: ["B1", "B7"],
    check: ({ model }) => [
      ...ofStages(model, (path, stage) => restoreWindow(model, path, stage)),
      ...ofStages(model, deployments),
      ...ofStages(model, snapshots),
    ],
  },
  {
    id: "retention-compliance",
    title: "Logs, archives and artifacts can be kept as long as their compliance class says.",
    codes: ["retention.archive-short", "retention.artifacts-beyond-vendor"],
    requirements: ["P5"],
    check: ({ model }) => [...archives(model), ...artifacts(model)],
  },
];
