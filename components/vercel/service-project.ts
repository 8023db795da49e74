import { planHas, valueOrThrow } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { DeploymentProject } from "./deployment-project.ts";
import { KillSwitches } from "./kill-switches.ts";
import { LogForwarding } from "./log-forwarding.ts";
import { ownershipNote } from "./ownership-note.ts";
import { ProjectAccess } from "./project-access.ts";
import { ProjectFirewall } from "./project-firewall.ts";
import { RolloutRamp } from "./rollout-ramp.ts";
import { RuntimeVariables } from "./runtime-variables.ts";
import { ServiceAddress } from "./service-address.ts";
import {
  offeredSources,
  resolveServiceProject,
  type ResolvedServiceProject,
  type ServiceProjectArgs,
} from "./service-project-args.ts";
import { SmokeAccess } from "./smoke-access.ts";

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
    const { sources, stageId } = this.#args;
    const made = { "stage-name": stageId, "edge-config-connection": this.edgeConfigConnection };
    const values = { secret: sources.secret, from: { ...offeredSources(sources), ...made } };
    const { variables } = this.#resolved;
    new RuntimeVariables(
      this.child("variables"),
      { projectId: this.projectId, variables, values, note: this.#note },
      { parent: this },
    );
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
        ...logDrain,
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
    variablesLeftOut: [...resolved.unmade],
  };
}
