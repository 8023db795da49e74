import { LaunchgateError, planHas, serviceStageName, valueOrThrow } from "@launchgate/core";
import type { Service } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import { Project, type ProjectArgs } from "neon-pulumi";
import { Component } from "../component.ts";
import { resolveAddressList, type AddressList, type AddressListParts } from "./address-list.ts";
import { resolveComputeSize, type ComputeSize } from "./compute-size.ts";
import { maintenanceWindow } from "./maintenance-window.ts";
import { resolveRestoreHistory } from "./restore-history.ts";

/** Name of the root branch of every project. */
export const rootBranchName = "main";

/** Arguments of {@link DatabaseProject}. */
export interface DatabaseProjectArgs extends AddressListParts {
  readonly stageId: string;
  /** The service's part about Neon, known to be there. */
  readonly neon: NonNullable<Service["neon"]>;
  /** Organisation that owns the project; left out, Neon plans replacements for ever. */
  readonly neonOrgId: pulumi.Input<string>;
  /** Guards the project, and keeps it when the stack is destroyed: with it goes all data. False in ephemeral stacks. */
  readonly protect: boolean;
}

/**
 * The Neon project of one service in one stage (P1, house decision 1): region, Postgres, history, who may connect. It has no
 * consumption quota: Neon answers an exceeded one by stopping the database until the month ends. Budgets tell people (O5).
 */
export class DatabaseProject extends Component {
  readonly projectId: pulumi.Output<string>;
  /** Direct connection with password. Secret. */
  readonly connectionUri: pulumi.Output<string>;
  /** Pooled connection with password. Secret. */
  readonly pooledConnectionUri: pulumi.Output<string>;

  constructor(name: string, args: DatabaseProjectArgs, options?: pulumi.ComponentResourceOptions) {
    const size = valueOrThrow(resolveComputeSize(args));
    const history = valueOrThrow(resolveRestoreHistory(args));
    const addresses = valueOrThrow(resolveAddressList(args));
    super("launchgate:neon:DatabaseProject", name, { historyRetentionSeconds: history.seconds }, options);
    const project = this.#project(
      { ...declared(args, size, addresses), historyRetentionSeconds: history.seconds },
      args,
    );
    this.projectId = project.id;
    this.connectionUri = stored(project.connectionUri);
    this.pooledConnectionUri = stored(project.connectionUriPooler);
    const { projectId, connectionUri, pooledConnectionUri } = this;
    this.registerOutputs({ projectId, connectionUri, pooledConnectionUri });
  }

  #project(project: ProjectArgs, { protect }: DatabaseProjectArgs): Project {
    return new Project(this.child("project"), project, this.under({ protect, retainOnDelete: protect }));
  }
}

function declared(args: DatabaseProjectArgs, size: ComputeSize, addresses: AddressList): ProjectArgs {
  const { neon, stage, vendors } = args;
  const window = maintenanceWindow(stage, vendors);
  return {
    name: serviceStageName("neonProject", args.serviceId, args.stageId),
    orgId: args.neonOrgId,
    regionId: neon.region,
    pgVersion: neon.pgVersion,
    storePasswords: true,
    defaultEndpointSettings: { ...size },
    branch: { name: rootBranchName, roleName: neon.role, databaseName: neon.database },
    ...(planHas(vendors, "neon-ip-allow") ? addressArgs(addresses) : {}),
    ...(neon.logicalReplication ? { enableLogicalReplication: true } : {}),
    ...(window === undefined ? {} : { maintenanceWindow: window }),
  };
}

/** Declared even when empty, so that a list set by hand shows as drift (L4). */
function addressArgs({ allowedIps, protectedOnly }: AddressList): ProjectArgs {
  return { allowedIps: [...allowedIps], allowedIpsProtectedBranchesOnly: protectedOnly };
}

/** Neon gives the address only while it stores the password, which `storePasswords` asks for. */
function stored(uri: pulumi.Output<string | undefined>): pulumi.Output<string> {
  return pulumi.secret(uri.apply((text) => text ?? notStored()));
}

function notStored(): never {
  throw new LaunchgateError({
    code: "neon.no-connection-uri",
    message: "Neon returned no connection URI for the project.",
    fix: "Refresh the stack; if it stays so, the project does not store passwords and must be made anew.",
    source: "tool",
  });
}
