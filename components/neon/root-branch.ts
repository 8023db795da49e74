import { planHas, valueOrThrow } from "@launchgate/core";
import type { Service } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import { Branch, Database, Endpoint, Role } from "neon-pulumi";
import { Component } from "../component.ts";
import { resolveComputeSize, type ComputeSizeParts } from "./compute-size.ts";
import { rootBranchName } from "./database-project.ts";

/** Arguments of {@link RootBranch}. */
export interface RootBranchArgs extends ComputeSizeParts {
  readonly projectId: pulumi.Input<string>;
  /** The service's part about Neon, known to be there. */
  readonly neon: NonNullable<Service["neon"]>;
  /** Guards branch, compute, role and database against deletion. False in ephemeral stacks. */
  readonly protect: boolean;
}

/**
 * The root branch of a project with its compute, role and database (P1, B7). Neon made all four together with the project;
 * each is taken over, so that protection, sizes and ownership are managed and drift in them is seen.
 */
export class RootBranch extends Component {
  readonly branchId: pulumi.Output<string>;
  /** Host of the read-write compute for direct connections. */
  readonly host: pulumi.Output<string>;

  readonly #args: RootBranchArgs;

  constructor(name: string, args: RootBranchArgs, options?: pulumi.ComponentResourceOptions) {
    valueOrThrow(resolveComputeSize(args));
    super("launchgate:neon:RootBranch", name, { branch: rootBranchName, database: args.neon.database }, options);
    this.#args = args;
    const branch = this.#branch();
    this.branchId = branch.id;
    this.host = this.#endpoint().host;
    this.#database(this.#role());
    this.registerOutputs({ branchId: this.branchId, host: this.host });
  }

  get #guarded(): pulumi.CustomResourceOptions {
    const { protect } = this.#args;
    return this.under({ protect, retainOnDelete: protect });
  }

  /** No lineage is stated: a restore rewrites it, and a stated one would then plan a replacement (house decision 6). */
  #branch(): Branch {
    const { projectId, stage, vendors } = this.#args;
    const isProtected = stage.database.protected && planHas(vendors, "neon-protected-branches");
    return new Branch(
      this.child("branch"),
      { projectId, name: rootBranchName, adoptRoot: true, protected: isProtected },
      this.#guarded,
    );
  }

  #endpoint(): Endpoint {
    const size = valueOrThrow(resolveComputeSize(this.#args));
    const { projectId } = this.#args;
    return new Endpoint(
      this.child("endpoint"),
      { projectId, branchId: this.branchId, type: "read_write", adoptExisting: true, ...size },
      this.#guarded,
    );
  }

  #role(): Role {
    const { projectId, neon } = this.#args;
    return new Role(
      this.child("role"),
      { projectId, branchId: this.branchId, name: neon.role, adoptExisting: true },
      this.#guarded,
    );
  }

  #database(owner: Role): void {
    const { projectId, neon } = this.#args;
    new Database(
      this.child("database"),
      { projectId, branchId: this.branchId, name: neon.database, ownerName: owner.name, adoptExisting: true },
      this.#guarded,
    );
  }
}
