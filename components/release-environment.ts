import type { Model } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "./component.ts";
import type { ReleaseEnvironmentArgs } from "./release-environment-args.ts";
import type { VendorKits } from "./vendor-kits.ts";

type Database = InstanceType<NonNullable<VendorKits["neon"]>["ServiceDatabase"]>;
type Pager = InstanceType<NonNullable<VendorKits["pagerduty"]>["ServicePager"]>;
type Project = InstanceType<NonNullable<VendorKits["vercel"]>["ServiceProject"]>;
type Observability = InstanceType<NonNullable<VendorKits["datadog"]>["ServiceObservability"]>;

/**
 * Everything that one stage of one service needs, in the order in which the parts need each other: data, pager, traffic,
 * observability, and last the gate with what the pipeline must know (P1, P3, T1, O1, O2).
 */
export class ReleaseEnvironment extends Component {
  /** Where the service answers; undefined without Vercel. */
  readonly url: string | undefined;
  /** PagerDuty service for tickets about this service in this stage; undefined where nobody is told. */
  readonly ticketServiceName: string | undefined;

  readonly #args: ReleaseEnvironmentArgs;

  constructor(name: string, args: ReleaseEnvironmentArgs, options?: pulumi.ComponentResourceOptions) {
    const { serviceId, stageId, service, stage } = args;
    super(
      "launchgate:release:ReleaseEnvironment",
      name,
      {
        service: serviceId,
        stage: stageId,
        kind: stage.kind,
        owner: service.owner,
        complianceClass: service.complianceClass,
      },
      options,
    );
    this.#args = args;
    const database = this.#database();
    const pager = this.#pager();
    const project = this.#project(database, pager);
    const observability = this.#observability(project, pager);
    this.#gate(project, database, pager, observability);
    this.url = project?.url;
    this.ticketServiceName = pager?.ticketServiceName;
    this.registerOutputs({ url: this.url, ticketServiceName: this.ticketServiceName });
  }

  /** The arguments that every part shares. */
  #common(): Pick<Model, "organization" | "vendors"> &
    Pick<ReleaseEnvironmentArgs, "serviceId" | "service" | "stageId" | "stage" | "protect"> {
    const { model, serviceId, service, stageId, stage, protect } = this.#args;
    return { organization: model.organization, vendors: model.vendors, serviceId, service, stageId, stage, protect };
  }

  #database(): Database | undefined {
    const { kits, service, neonOrgId } = this.#args;
    if (!kits.neon || !service.neon) return undefined;
    return new kits.neon.ServiceDatabase(this.child("database"), { ...this.#common(), neonOrgId }, { parent: this });
  }

  #pager(): Pager | undefined {
    const { kits, model, shared, at } = this.#args;
    if (!kits.pagerduty || this.#args.stage.paging === "nobody") return undefined;
    const { pagerDutyTeamIds: teamIds, escalationPolicyIds, businessServiceIds } = shared;
    const { plannedWork } = model.release;
    return new kits.pagerduty.ServicePager(
      this.child("pager"),
      { ...this.#common(), onCall: model.onCall, plannedWork, at, teamIds, escalationPolicyIds, businessServiceIds },
      { parent: this },
    );
  }

  #project(database: Database | undefined, pager: Pager | undefined): Project | undefined {
    const { kits, model, shared, secret, logDrain } = this.#args;
    if (!kits.vercel) return undefined;
    return new kits.vercel.ServiceProject(
      this.child("project"),
      {
        ...this.#common(),
        ramp: model.release.ramp,
        accessGroupIds: shared.vercelAccessGroupIds,
        sources: {
          secret,
          ...(database
            ? { neonConnectionUri: database.connectionUri, neonPooledConnectionUri: database.pooledConnectionUri }
            : {}),
          ...(pager ? { pagerDutyIntegrationKey: pager.eventsKey } : {}),
        },
        ...(logDrain ? { logDrain } : {}),
      },
      { parent: this },
    );
  }

  #observability(project: Project | undefined, pager: Pager | undefined): Observability | undefined {
    const { kits, model } = this.#args;
    if (!kits.datadog || !project) return undefined;
    return new kits.datadog.ServiceObservability(
      this.child("observability"),
      {
        ...this.#common(),
        release: model.release,
        url: project.url,
        at: this.#args.at,
        bypassSecret: project.bypassSecret,
        ...(pager ? { pagerDuty: pager } : {}),
      },
      { parent: this },
    );
  }

  #gate(
    project: Project | undefined,
    database: Database | undefined,
    pager: Pager | undefined,
    observability: Observability | undefined,
  ): void {
    const { kits, shared, serviceId } = this.#args;
    const repository = shared.repositories[serviceId];
    if (!kits.github || !repository) return;
    new kits.github.DeploymentEnvironment(
      this.child("gate"),
      {
        ...this.#common(),
        repository,
        teamIds: shared.githubTeamIds,
        userIds: shared.githubUserIds,
        secrets: {
          ...(project ? { VERCEL_BYPASS_SECRET: project.bypassSecret } : {}),
          ...(database ? { DATABASE_URL: database.connectionUri } : {}),
        },
        variables: {
          ...(project ? { SERVICE_URL: project.url, VERCEL_PROJECT_ID: project.projectId } : {}),
          ...(database ? { NEON_PROJECT_ID: database.projectId, NEON_BRANCH_ID: database.branchId } : {}),
          ...(pager ? { PAGERDUTY_SERVICE_ID: pager.serviceId } : {}),
          ...(observability?.syntheticsId ? { DATADOG_SMOKE_TEST_ID: observability.syntheticsId } : {}),
        },
      },
      { parent: this },
    );
  }
}
