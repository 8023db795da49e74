import { parse } from "yaml";
import type { Host } from "../host.ts";
import { textTable } from "../table.ts";
import { workflowFolder, type PipelineFiles } from "./files.ts";
import type { Workflow } from "./workflow.ts";

/** A secret or variable that workflows read. */
export interface NeededSetting {
  /** Service, or the repository of the rules. */
  readonly target: string;
  /** Environment of the repository; {@link noEnvironment} for a job without one, where only variables of the organisation reach. */
  readonly environment: string;
  readonly kind: "secret" | "variable";
  readonly name: string;
  /** Names of the workflows that read it, sorted. */
  readonly workflows: readonly string[];
  /** Whether the program of the stacks makes it (components/release-environment.ts); others are set by a person. */
  readonly madeBy: "program" | "person";
}

/** Environment of a job that names none. */
export const noEnvironment = "(none)";

/** What the program puts into a stage's environment. Source: components/release-environment.ts. */
export const madeByProgram: ReadonlySet<string> = new Set([
  "VERCEL_BYPASS_SECRET",
  "DATABASE_URL",
  "SERVICE_URL",
  "VERCEL_PROJECT_ID",
  "NEON_PROJECT_ID",
  "NEON_BRANCH_ID",
  "PAGERDUTY_SERVICE_ID",
  "DATADOG_SMOKE_TEST_ID",
]);

/** Every secret and variable that the workflows read, by repository and environment: read from their text, so that none is forgotten (S3). */
export function settingsOf(repositories: Readonly<Record<string, PipelineFiles>>): readonly NeededSetting[] {
  const found = Object.entries(repositories).flatMap(([target, files]) =>
    Object.entries(files).flatMap(([file, text]) =>
      file.startsWith(`${workflowFolder}/`) ? settingsOfWorkflow(target, parse(text) as Workflow) : [],
    ),
  );
  const same = Map.groupBy(found, (each) => `${each.target} ${each.environment} ${each.kind} ${each.name}`);
  return [...same]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([, [first, ...others]]) => (first === undefined ? [] : [together(first, others)]));
}

function together(first: NeededSetting, others: readonly NeededSetting[]): NeededSetting {
  return { ...first, workflows: [...new Set([first, ...others].flatMap(({ workflows }) => workflows))].toSorted() };
}

function settingsOfWorkflow(target: string, { name: workflow, jobs }: Workflow): NeededSetting[] {
  return Object.values(jobs).flatMap((job) => {
    const environment = job.environment ?? noEnvironment;
    return [...JSON.stringify(job).matchAll(/\b(secrets|vars)\.([A-Z][A-Z0-9_]*)/g)].map(([, scope, name = ""]) => ({
      ...{ target, environment, name, workflows: [workflow] },
      kind: scope === "secrets" ? ("secret" as const) : ("variable" as const),
      madeBy: target !== "rules" && madeByProgram.has(name) ? ("program" as const) : ("person" as const),
    }));
  });
}

/** The settings as a table for people: what is still theirs to set. */
export function settingsText(settings: readonly NeededSetting[], host: Pick<Host, "colour" | "columns">): string {
  const theirs = settings.filter(({ madeBy }) => madeBy === "person");
  const rows = theirs.map(({ target, environment, kind, name }) => [target, environment, kind, name]);
  const title = "To set by hand, once for each environment (the program makes the rest):";
  return rows.length === 0 ? "" : `${title}\n${textTable(["repository", "environment", "", "name"], rows, host)}`;
}
