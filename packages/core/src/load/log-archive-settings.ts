import type { Problem } from "../errors.ts";
import type { StackModel } from "../schema/model.ts";
import { planHas } from "../vendors/features.ts";
import { configNamespace } from "./stack-config-file.ts";
import type { StackConfigKeyName } from "./stack-config-keys.ts";
import type { Dictionary } from "./yaml.ts";

/** Where the archive stands; all three or none. */
const archiveKeys = ["logArchiveBucket", "logArchiveAccount", "logArchiveRole"] as const satisfies StackConfigKeyName[];

/**
 * A compliance class that wants its logs archived needs a place for them, which the shared stack's file names (P5). Nothing where
 * no class does, and where the Datadog plan has no archives, which is told as `vendor-plan.gap`.
 */
export function logArchiveProblems(model: StackModel, config: Dictionary, fileName: string): Problem[] {
  if (model.stack.kind !== "shared" || !planHas(model.vendors, "log-archives")) return [];
  const wishing = Object.entries(model.organization.complianceClasses).filter(
    ([, { archiveRetentionDays }]) => archiveRetentionDays > 0,
  );
  const isSet = (key: string): boolean => {
    const value = config[`${configNamespace}${key}`];
    return value !== undefined && value !== null && !(typeof value === "string" && value.trim() === "");
  };
  const classes = wishing.map(([id]) => `"${id}"`).join(", ");
  return archiveKeys
    .filter((key) => wishing.length > 0 && !isSet(key))
    .map((key) => ({
      code: "config.log-archive-missing",
      path: `${fileName}: ${configNamespace}${key}`,
      value: undefined,
      expected: `a place for the log archive that the compliance classes ${classes} want`,
      fix: `Set it: \`pulumi config set ${configNamespace}${key} ...\`, or set archiveRetentionDays of the classes to 0.`,
    }));
}
