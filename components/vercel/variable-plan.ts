import { resolution } from "@launchgate/core";
import type { EnvironmentValue, Problem, Resolution, Service, Stage, Vendors } from "@launchgate/core";
import type { VariableTarget } from "./wire.ts";

/** Where a value may come from, as the model writes it. */
export type VariableSource = Extract<EnvironmentValue, { from: string }>["from"];

/** One variable of the running application, its value still to be fetched. */
export interface PlannedVariable {
  /** Name, such as `DATABASE_URL`. */
  readonly key: string;
  /** Where the value comes from. */
  readonly value: EnvironmentValue;
  /** Nobody reads it back from Vercel once set: true for secrets and for addresses that hold a password or token. */
  readonly sensitive: boolean;
  /** Deployments that get it. */
  readonly targets: readonly VariableTarget[];
}

/** What variables are planned from. */
export interface VariablePlanParts {
  readonly serviceId: string;
  readonly service: Service;
  readonly stage: Stage;
  readonly vendors: Vendors;
  /** Sources that the stage offers. */
  readonly available: ReadonlySet<VariableSource>;
}

const off = new Set(["", "0", "false", "off", "no", "none", "disabled"]);

/**
 * The variables of a service in a stage, all on the production target of the stage's own project. Where pull requests get
 * previews, the harmless ones are on the preview target too; secrets never are, because a preview runs code that nobody has
 * reviewed yet: the pipeline hands a preview its own database. A variable whose source the model itself switches off (a
 * vendor that is not used, a stage that pages nobody) is left out; `unmadeVariables` names those.
 *
 * Problems: `vercel.source-missing`, `vercel.variable-empty`, `vercel.debug-in-production`.
 */
export function planVariables(parts: VariablePlanParts): Resolution<readonly PlannedVariable[]> {
  const entries = Object.entries(parts.service.vercel.environment).filter(([, value]) => !isUnmade(value, parts));
  const variables = entries.map(([key, value]) => planned(key, value, parts.stage));
  return resolution(
    variables,
    entries.flatMap(([key, value]) => problemsOf(key, value, parts)),
  );
}

/** Names of the variables that {@link planVariables} leaves out, for reports. */
export function unmadeVariables(parts: Pick<VariablePlanParts, "service" | "stage" | "vendors">): string[] {
  const entries = Object.entries(parts.service.vercel.environment);
  return entries.filter(([, value]) => isUnmade(value, parts)).map(([key]) => key);
}

/** Whether the model says that nothing makes the value; a source that is missing for another reason is a problem. */
function isUnmade(value: EnvironmentValue, { stage, vendors }: Pick<VariablePlanParts, "stage" | "vendors">): boolean {
  if (!("from" in value)) return false;
  if (value.from === "pagerduty-integration-key") return vendors.pagerduty.plan === "none" || stage.paging === "nobody";
  return value.from.startsWith("neon-") && vendors.neon.plan === "none";
}

function planned(key: string, value: EnvironmentValue, stage: Stage): PlannedVariable {
  const sensitive = isSensitive(value);
  const previews = stage.database.previewBranches !== undefined;
  return { key, value, sensitive, targets: previews && !sensitive ? ["production", "preview"] : ["production"] };
}

function isSensitive(value: EnvironmentValue): boolean {
  if ("secret" in value) return true;
  return "from" in value && value.from !== "stage-name";
}

function problemsOf(key: string, value: EnvironmentValue, parts: VariablePlanParts): Problem[] {
  const path = `services.${parts.serviceId}.vercel.environment.${key}`;
  const problems: Problem[] = [];
  if ("from" in value && !parts.available.has(value.from)) {
    problems.push({
      code: "vercel.source-missing",
      path: `${path}.from`,
      value: value.from,
      expected: `a source that this stage has: ${[...parts.available].sort().join(", ")}`,
      fix: "Declare what makes the value (a database, a PagerDuty service), or remove the variable.",
    });
  }
  if ("value" in value && value.value === "") {
    problems.push({
      code: "vercel.variable-empty",
      path: `${path}.value`,
      value: "",
      expected: "at least one character",
      fix: "Remove the variable: Vercel's provider drops an empty value and then refuses the variable.",
    });
  }
  return [...problems, ...debugProblems(key, value, path, parts)];
}

/** A debug switch whose value cannot be read here counts as on: only a plain "off" is a proof (L3). */
function debugProblems(key: string, value: EnvironmentValue, path: string, parts: VariablePlanParts): Problem[] {
  if (parts.stage.kind !== "production" || !parts.service.vercel.debugVariables.includes(key)) return [];
  if ("value" in value && off.has(value.value.trim().toLowerCase())) return [];
  return [
    {
      code: "vercel.debug-in-production",
      path,
      value: "value" in value ? value.value : "(not a plain value)",
      expected: 'a plain value that means off: "off", "false", "0", "no", "none" or "disabled"',
      fix: "Turn the debug switch off, or remove it.",
    },
  ];
}
