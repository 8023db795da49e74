import type { Model, Service, Stage } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "./component.ts";
import type { SharedOutputs } from "./shared-outputs.ts";
import type { VendorKits } from "./vendor-kits.ts";

/** One stage of one service. */
export interface ReleaseEnvironmentArgs {
  /** The resolved model. */
  readonly model: Model;
  readonly serviceId: string;
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  /** Components of the vendors in use. */
  readonly kits: VendorKits;
  /** What the shared stack made. */
  readonly shared: SharedOutputs;
  /** Reads a secret of the stack's configuration. */
  readonly secret: (key: string) => pulumi.Output<string>;
  /** Neon organisation id; empty where Neon is not used. */
  readonly neonOrgId: string;
  /** Address that takes logs, with its key; absent where none is drained. */
  readonly logDrainEndpoint?: pulumi.Output<string>;
  /** The present moment, for planned work that recurs. */
  readonly at: Date;
  /** Stateful things cannot be deleted by the program. False for ephemeral stacks. */
  readonly protect: boolean;
}

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
    this.registerOutputs({ url: this.url });
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
    const { kits, model, shared } = this.#args;
    if (!kits.pagerduty || this.#args.stage.paging === "nobody") return undefined;
    const { pagerDutyTeamIds: teamIds, escalationPolicyIds, businessServiceIds } = shared;
    return new kits.pagerduty.ServicePager(
      this.child("pager"),
      { ...this.#common(), onCall: model.onCall, teamIds, escalationPolicyIds, businessServiceIds },
      { parent: this },
    );
  }

  #project(database: Database | undefined, pager: Pager | undefined): Project | undefined {
    const { kits, model, shared, secret, logDrainEndpoint } = this.#args;
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
        ...(logDrainEndpoint ? { logDrain: { endpoint: logDrainEndpoint } } : {}),
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
        ...(pager ? { pagerDuty: { serviceName: pager.serviceName, integrationKey: pager.integrationKey } } : {}),
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
