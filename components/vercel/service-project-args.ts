import { planHas, resolution, serviceStageName } from "@launchgate/core";
import type { Organization, Problem, Release, Resolution, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import type { LogDrainTarget } from "./log-forwarding.ts";
import { resolveProjectAccess } from "./project-access.ts";
import { resolveProjectSettings } from "./project-settings.ts";
import { resolveRolloutRamp } from "./ramp-steps.ts";
import { resolveServiceAddress, serviceDomain } from "./service-address.ts";
import { planVariables, unmadeVariables, type PlannedVariable, type VariableSource } from "./variable-plan.ts";

/** Values that the variables of a service are filled from. */
export interface ServiceProjectSources {
  /** Value of a secret key of the stack's configuration; a secret Output. */
  readonly secret: (key: string) => pulumi.Output<string>;
  /** Direct connection to the database of the stage; absent for a service without one. */
  readonly neonConnectionUri?: pulumi.Input<string>;
  /** Pooled connection to the database of the stage; absent for a service without one. */
  readonly neonPooledConnectionUri?: pulumi.Input<string>;
  /** Key under which the service sends its own events; absent in a stage that pages nobody. */
  readonly pagerDutyIntegrationKey?: pulumi.Input<string>;
}

/** Arguments of {@link ServiceProject}. */
export interface ServiceProjectArgs {
  readonly organization: Organization;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  /** Traffic steps; used where `stage.traffic` is `gated` and the plan has rolling releases (T1). */
  readonly ramp: Release["ramp"];
  /** Features that the Vercel plan lacks are not declared (A3). */
  readonly vendors: Vendors;
  /** Team id to access group, output of `VercelTeamAccess`; empty without the feature. */
  readonly accessGroupIds: Readonly<Record<string, pulumi.Input<string>>>;
  readonly sources: ServiceProjectSources;
  /** Where runtime logs go; absent: no drain. */
  readonly logDrain?: LogDrainTarget;
  /** Guards what holds state against deletion. False in drill and ephemeral stacks. */
  readonly protect: boolean;
}

/** What a {@link ServiceProject} declares, as plain data. */
export interface ResolvedServiceProject {
  /** Name of the Vercel project, such as `web-prod`. */
  readonly projectName: string;
  /** Host name at which the service answers. */
  readonly domain: string;
  readonly variables: readonly PlannedVariable[];
  /** Names of variables that have no source here, because the model switches it off. */
  readonly unmade: readonly string[];
  /** Whether a rolling release is declared. */
  readonly ramped: boolean;
}

/** Checks everything at once: the problems of all parts of {@link ServiceProject} together. */
export function resolveServiceProject(args: ServiceProjectArgs): Resolution<ResolvedServiceProject> {
  const variables = planVariables({ ...args, available: availableSources(args.sources) });
  const ramped = args.stage.traffic === "gated" && planHas(args.vendors, "rolling-releases");
  const parts = [
    resolveProjectSettings(args),
    resolveServiceAddress(args),
    resolveProjectAccess(args),
    variables,
    ...(args.stage.traffic === "gated" ? [resolveRolloutRamp(args.ramp)] : []),
  ];
  const value = {
    projectName: serviceStageName("vercelProject", args.serviceId, args.stageId),
    domain: serviceDomain(args),
    variables: variables.ok ? variables.value : [],
    unmade: unmadeVariables(args),
    ramped,
  };
  return resolution(value, parts.flatMap(problemsIn));
}

/** What the caller offers, by the model's names of sources. */
export function offeredSources(sources: ServiceProjectSources): Partial<Record<VariableSource, pulumi.Input<string>>> {
  const { neonConnectionUri, neonPooledConnectionUri, pagerDutyIntegrationKey } = sources;
  return {
    ...(neonConnectionUri === undefined ? {} : { "neon-connection-uri": neonConnectionUri }),
    ...(neonPooledConnectionUri === undefined ? {} : { "neon-pooled-connection-uri": neonPooledConnectionUri }),
    ...(pagerDutyIntegrationKey === undefined ? {} : { "pagerduty-integration-key": pagerDutyIntegrationKey }),
  };
}

function availableSources(sources: ServiceProjectSources): Set<VariableSource> {
  const made = Object.keys(offeredSources(sources)) as VariableSource[];
  return new Set<VariableSource>(["stage-name", "edge-config-connection", ...made]);
}

function problemsIn(part: Resolution<unknown>): readonly Problem[] {
  return part.ok ? [] : part.problems;
}
