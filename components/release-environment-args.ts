import type { Model, Service, Stage } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import type { SharedOutputs } from "./shared-outputs.ts";
import type { VendorKits } from "./vendor-kits.ts";
import type { LogDrainTarget } from "./vercel/log-forwarding.ts";

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
  /** Where logs go, and the headers that let them in; absent where none is drained. */
  readonly logDrain?: LogDrainTarget;
  /** The present moment, for planned work: what recurs starts from it, what is over is left out. */
  readonly at: Date;
  /** Stateful things cannot be deleted by the program. False for ephemeral stacks. */
  readonly protect: boolean;
}
