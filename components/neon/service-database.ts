import { planHas, resolution, serviceStageName, valueOrThrow } from "@launchgate/core";
import type { Organization, Problem, Resolution, Service, Stage, Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Component } from "../component.ts";
import { resolveAddressList } from "./address-list.ts";
import { resolveComputeSize } from "./compute-size.ts";
import { DatabaseProject } from "./database-project.ts";
import { PreviewBase, resolvePreviewBase } from "./preview-base.ts";
import { ReadReplica } from "./read-replica.ts";
import { resolveRestoreHistory } from "./restore-history.ts";
import { RootBranch } from "./root-branch.ts";
import { resolveSnapshotPolicy, SnapshotPolicy } from "./snapshot-policy.ts";

/** Arguments of {@link ServiceDatabase}. */
export interface ServiceDatabaseArgs {
  readonly organization: Organization;
  readonly serviceId: string;
  /** A service with a part about Neon; without it `neon.not-declared`. */
  readonly service: Service;
  readonly stageId: string;
  readonly stage: Stage;
  /** Features that the Neon plan lacks are not declared (A3). */
  readonly vendors: Vendors;
  /** Organisation of Neon that owns the project. */
  readonly neonOrgId: pulumi.Input<string>;
  /** Guards what holds data against deletion, also by `destroy`. False in drill and ephemeral stacks. */
  readonly protect: boolean;
}

/** What a {@link ServiceDatabase} declares, as plain data. */
export interface ResolvedServiceDatabase {
  readonly neon: NonNullable<Service["neon"]>;
  /** Name of the Neon project, such as `web-prod`. */
  readonly projectName: string;
  readonly replica: boolean;
  readonly snapshots: boolean;
  readonly previews: boolean;
}

/** Checks everything at once: the problems of all parts of {@link ServiceDatabase} together. */
export function resolveServiceDatabase(args: ServiceDatabaseArgs): Resolution<ResolvedServiceDatabase> {
  const { neon } = args.service;
  if (neon === undefined) return { ok: false, problems: [notDeclared(args.serviceId)] };
  const snapshots = resolveSnapshotPolicy(args);
  const parts = [resolveComputeSize(args), resolveRestoreHistory(args), resolveAddressList(args), snapshots];
  const value: ResolvedServiceDatabase = {
    neon,
    projectName: serviceStageName("neonProject", args.serviceId, args.stageId),
    replica: neon.readReplica && args.stage.kind === "production" && planHas(args.vendors, "neon-read-replicas"),
    snapshots: snapshots.ok && snapshots.value.item !== undefined,
    previews: args.stage.database.previewBranches !== undefined,
  };
  return resolution(value, [...parts, resolvePreviewBase(args)].flatMap(problemsIn));
}

/** The database of one service in one stage on Neon (P1, B1, B7): project, root branch, replica, snapshots, base of previews. */
export class ServiceDatabase extends Component {
  readonly projectId: pulumi.Output<string>;
  readonly branchId: pulumi.Output<string>;
  /** Host for direct connections. */
  readonly host: pulumi.Output<string>;
  /** Direct connection with password. Secret. */
  readonly connectionUri: pulumi.Output<string>;
  /** Pooled connection with password. Secret. */
  readonly pooledConnectionUri: pulumi.Output<string>;
  readonly databaseName: string;

  readonly #args: ServiceDatabaseArgs;
  readonly #resolved: ResolvedServiceDatabase;

  constructor(name: string, args: ServiceDatabaseArgs, options?: pulumi.ComponentResourceOptions) {
    const resolved = valueOrThrow(resolveServiceDatabase(args));
    super("launchgate:neon:ServiceDatabase", name, facts(args, resolved), options);
    this.#args = args;
    this.#resolved = resolved;
    const project = this.#project();
    this.projectId = project.projectId;
    this.connectionUri = project.connectionUri;
    this.pooledConnectionUri = project.pooledConnectionUri;
    const root = this.#root();
    this.branchId = root.branchId;
    this.host = root.host;
    this.databaseName = resolved.neon.database;
    this.#extras();
    this.registerOutputs(this.#outputs());
  }

  #project(): DatabaseProject {
    return new DatabaseProject(this.child("project"), { ...this.#args, neon: this.#resolved.neon }, { parent: this });
  }

  #root(): RootBranch {
    const { projectId } = this;
    return new RootBranch(
      this.child("main"),
      { ...this.#args, projectId, neon: this.#resolved.neon },
      { parent: this },
    );
  }

  #extras(): void {
    const { replica, snapshots, previews } = this.#resolved;
    const { projectId, branchId } = this;
    const args = { ...this.#args, projectId, branchId };
    if (replica) new ReadReplica(this.child("replica"), args, { parent: this });
    if (snapshots) new SnapshotPolicy(this.child("snapshots"), args, { parent: this });
    if (previews) new PreviewBase(this.child("previews"), { ...args, rootBranchId: branchId }, { parent: this });
  }

  #outputs(): pulumi.Inputs {
    const { projectId, branchId, host, connectionUri, pooledConnectionUri, databaseName } = this;
    return { projectId, branchId, host, connectionUri, pooledConnectionUri, databaseName };
  }
}

function notDeclared(serviceId: string): Problem {
  return {
    code: "neon.not-declared",
    path: `services.${serviceId}.neon`,
    value: undefined,
    expected: "region, database and role of the service's database",
    fix: "Declare the database, or do not ask for one.",
  };
}

function problemsIn(part: Resolution<unknown>): readonly Problem[] {
  return part.ok ? [] : part.problems;
}

/** Plain data for rules and reports; no secret. */
function facts(args: ServiceDatabaseArgs, resolved: ResolvedServiceDatabase): pulumi.Inputs {
  const { database, rollbackWindow } = args.stage;
  return {
    service: args.serviceId,
    stage: args.stageId,
    owner: args.service.owner,
    managedBy: "launchgate",
    projectName: resolved.projectName,
    databaseName: resolved.neon.database,
    rollbackWindow,
    restoreWindow: database.restoreWindow,
    snapshots: resolved.snapshots,
    replica: resolved.replica,
    previewsExpireAfter: database.previewBranches?.expiresAfter,
  };
}
