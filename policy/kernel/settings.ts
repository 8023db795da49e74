import { stageKinds, type PolicySetting } from "@launchgate/core";
import { z } from "zod";

/**
 * What whoever runs the pack may set, in one object under the pack's own policy `release-rules` of a policy configuration file. Every
 * default is what the reference organisation lives by.
 */
export const settingsSchema = z.strictObject({
  plan: z
    .enum(["auto", "always"])
    .default("auto")
    .describe(
      "Whether a release plan is demanded: always, or (auto) where the program holds a component of Launchgate. Else rules that read it do not apply.",
    ),
  stage: z
    .enum(["foreign", "shared", ...stageKinds])
    .default("foreign")
    .describe("What a program without a release plan is judged as. foreign takes the strictest level of each rule."),
  at: z.iso
    .datetime({ offset: true })
    .optional()
    .describe(
      "Moment as of which a run of the engine is judged, ISO 8601 with an offset. Default: the machine's clock.",
    ),
  productionEnvironments: z
    .string()
    .default("^(prod|production|live)$")
    .describe("Pattern of the names of GitHub environments that count as production."),
  freeze: z
    .enum(["binding", "advice"])
    .default("binding")
    .describe("Whether a closed calendar stops an update; a preview is never stopped by it."),
  minimumApprovers: z
    .int()
    .min(1)
    .max(6)
    .default(1)
    .describe("Reviewers, people or teams, that an environment names at least."),
  minimumReviews: z.int().min(1).max(10).default(1).describe("Approving reviews that a pull request needs at least."),
  minimumWaitMinutes: z.int().min(0).max(43_200).default(5).describe("Wait timer of production, minutes, at least."),
  minimumLogRetentionDays: z
    .int()
    .min(1)
    .max(3650)
    .default(30)
    .describe("Days for which logs are searchable, without a plan."),
  minimumHistoryDays: z.number().min(0).max(30).default(7).describe("Days to which Neon can restore, without a plan."),
  minimumEscalationLevels: z.int().min(1).max(20).default(2).describe("Levels of an escalation policy."),
  maximumAcknowledgementMinutes: z
    .int()
    .min(1)
    .max(1440)
    .default(60)
    .describe("Minutes until an acknowledged incident alarms again, at most."),
  minimumLocations: z.int().min(1).max(20).default(2).describe("Places from which a synthetic test runs."),
  maximumMuteHours: z.number().min(1).max(8760).default(12).describe("Hours that a downtime may last at a time."),
  maximumComputeUnits: z.number().min(0.25).max(56).default(8).describe("Most compute of a database, Neon units."),
});

/** See {@link settingsSchema}. */
export type PackSettings = z.infer<typeof settingsSchema>;

/** Settings with their defaults. Throws where a value is not one of those allowed, with the place. */
export function readSettings(given: Readonly<Record<string, unknown>> = {}): PackSettings {
  const result = settingsSchema.safeParse(given);
  if (result.success) return result.data;
  const lines = result.error.issues.map(({ path, message }) => `${path.join(".") || "settings"}: ${message}`);
  throw new Error(`The settings of the policy pack are not right: ${lines.join("; ")}`);
}

/** The setting that a program without a plan is judged as. */
export function foreignSetting({ stage }: PackSettings): PolicySetting {
  return stage;
}
