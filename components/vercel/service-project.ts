import { planHas, resolution, serviceStageName, valueOrThrow } from "@launchgate/core";
import type { Organization, Problem, Release, Resolution, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { DeploymentProject } from "./deployment-project.ts";
import { KillSwitches } from "./kill-switches.ts";
import { LogForwarding } from "./log-forwarding.ts";
import { ownershipNote } from "./ownership-note.ts";
import { ProjectAccess, resolveProjectAccess } from "./project-access.ts";
import { ProjectFirewall } from "./project-firewall.ts";
import { resolveProjectSettings } from "./project-settings.ts";
import { resolveRolloutRamp } from "./ramp-steps.ts";
import { RolloutRamp } from "./rollout-ramp.ts";
import { RuntimeVariables } from "./runtime-variables.ts";
import { resolveServiceAddress, ServiceAddress, serviceDomain } from "./service-address.ts";
import { SmokeAccess } from "./smoke-access.ts";
import { planVariables, type PlannedVariable, type VariableSource } from "./variable-plan.ts";

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
  /** Where runtime logs go; absent: no drain. The address holds a key and is secret. */
  readonly logDrain?: { readonly endpoint: pulumi.Input<string> };
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
    ramped,
  };
  return resolution(value, parts.flatMap(problemsIn));
}

/** One service in one stage on Vercel: project, address, variables, switches, ramp, access, firewall, logs (P1, T1, B9). */
export class ServiceProject extends Component {
  readonly projectId: pulumi.Output<string>;
  /** Host name, such as `app.example.com`. */
  readonly domain: string;
  /** Address of the service, `https://` and the domain. */
  readonly url: string;
  /** With it smoke tests pass deployment protection. Secret. */
  readonly bypassSecret: pulumi.Output<string>;
  /** Store of the kill switches. */
  readonly edgeConfigId: pulumi.Output<string>;
  /** Address with token from which the application reads the switches. Secret. */
  readonly edgeConfigConnection: pulumi.Output<string>;

  readonly #args: ServiceProjectArgs;
  readonly #resolved: ResolvedServiceProject;

  constructor(name: string, args: ServiceProjectArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveServiceProject(args));
    super("launchgate:vercel:ServiceProject", name, facts(args, resolved), options);
    this.#args = args;
    this.#resolved = resolved;
    this.domain = resolved.domain;
    this.url = `https://${resolved.domain}`;
    this.projectId = new DeploymentProject(this.child("project"), args, { parent: this }).projectId;
    const switches = this.#killSwitches();
    this.edgeConfigId = switches.edgeConfigId;
    this.edgeConfigConnection = switches.connection;
    this.bypassSecret = this.#smokeAccess().bypassSecret;
    this.#traffic();
    this.#variables();
    this.#guards();
    this.#logs();
    this.registerOutputs(this.#outputs());
  }

  get #note(): string {
    return ownershipNote(this.#args.serviceId, this.#args.stageId, this.#args.service.owner);
  }

  #killSwitches(): KillSwitches {
    const { killSwitches } = this.#args.service.vercel;
    return new KillSwitches(this.child("switches"), { ...this.#args, killSwitches }, { parent: this });
  }

  #smokeAccess(): SmokeAccess {
    return new SmokeAccess(this.child("smoke"), { projectId: this.projectId, note: this.#note }, { parent: this });
  }

  #traffic(): void {
    const { projectId } = this;
    new ServiceAddress(this.child("address"), { ...this.#args, projectId }, { parent: this });
    if (!this.#resolved.ramped) return;
    new RolloutRamp(this.child("ramp"), { projectId, ramp: this.#args.ramp }, { parent: this });
  }

  #variables(): void {
    const values = { secret: this.#args.sources.secret, from: this.#sourceValues() };
    const { variables } = this.#resolved;
    new RuntimeVariables(
      this.child("variables"),
      { projectId: this.projectId, variables, values, note: this.#note },
      { parent: this },
    );
  }

  #sourceValues(): Partial<Record<VariableSource, pulumi.Input<string>>> {
    return {
      ...offered(this.#args.sources),
      "stage-name": this.#args.stageId,
      "edge-config-connection": this.edgeConfigConnection,
    };
  }

  #guards(): void {
    const { projectId } = this;
    new ProjectAccess(this.child("access"), { ...this.#args, projectId }, { parent: this });
    if (!planHas(this.#args.vendors, "firewall-rate-limit")) return;
    const { vendors, stage } = this.#args;
    new ProjectFirewall(
      this.child("firewall"),
      { projectId, vendors, requestsPerMinute: stage.firewallRequestsPerMinute, note: this.#note },
      { parent: this },
    );
  }

  #logs(): void {
    const { logDrain, vendors, stage } = this.#args;
    if (logDrain === undefined || !planHas(vendors, "log-drains")) return;
    const previews = stage.database.previewBranches !== undefined;
    new LogForwarding(
      this.child("logs"),
      {
        projectId: this.projectId,
        drainName: this.#resolved.projectName,
        endpoint: logDrain.endpoint,
        environments: previews ? ["production", "preview"] : ["production"],
      },
      { parent: this },
    );
  }

  #outputs(): pulumi.Inputs {
    const { projectId, domain, url, bypassSecret, edgeConfigId, edgeConfigConnection } = this;
    return { projectId, domain, url, bypassSecret, edgeConfigId, edgeConfigConnection };
  }
}

/** What the caller offers, by the model's names of sources. */
function offered(sources: ServiceProjectSources): Partial<Record<VariableSource, pulumi.Input<string>>> {
  const { neonConnectionUri, neonPooledConnectionUri, pagerDutyIntegrationKey } = sources;
  return {
    ...(neonConnectionUri === undefined ? {} : { "neon-connection-uri": neonConnectionUri }),
    ...(neonPooledConnectionUri === undefined ? {} : { "neon-pooled-connection-uri": neonPooledConnectionUri }),
    ...(pagerDutyIntegrationKey === undefined ? {} : { "pagerduty-integration-key": pagerDutyIntegrationKey }),
  };
}

function availableSources(sources: ServiceProjectSources): Set<VariableSource> {
  const made = Object.keys(offered(sources)) as VariableSource[];
  return new Set<VariableSource>(["stage-name", "edge-config-connection", ...made]);
}

function problemsIn(part: Resolution<unknown>): readonly Problem[] {
  return part.ok ? [] : part.problems;
}

/** Plain data for rules and reports; no secret. */
function facts(args: ServiceProjectArgs, resolved: ResolvedServiceProject): pulumi.Inputs {
  const { serviceId, stageId, service, stage } = args;
  return {
    service: serviceId,
    stage: stageId,
    owner: service.owner,
    managedBy: "launchgate",
    projectName: resolved.projectName,
    domain: resolved.domain,
    traffic: stage.traffic,
    ramped: resolved.ramped,
    rollbackWindow: stage.rollbackWindow,
    deploymentRetention: stage.deploymentRetention,
    killSwitches: Object.keys(service.vercel.killSwitches),
  };
}
