import { z } from "zod";
import { idSchema, mapOf } from "./common.ts";
import { drillsSchema } from "./drills.ts";
import { onCallSchema } from "./on-call.ts";
import { organizationSchema } from "./organization.ts";
import { releaseSchema } from "./release.ts";
import { serviceSchema } from "./services.ts";
import { stageSchema } from "./stages.ts";
import { vendorsSchema } from "./vendors.ts";

/** One Pulumi stack: what stages share, or one stage (house decision 2). */
export const stackSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("shared") }),
  z.strictObject({
    kind: z.literal("stage"),
    stage: idSchema,
    /** Services of the stack. */
    services: z.array(idSchema).min(1),
    /** The stack may be destroyed by command; its resources are not protected. Default false. */
    ephemeral: z.boolean().default(false),
  }),
]);

/** The whole typed model: the one thing a team writes. */
export const modelSchema = z.strictObject({
  organization: organizationSchema,
  services: mapOf(serviceSchema),
  stages: mapOf(stageSchema),
  release: releaseSchema,
  onCall: onCallSchema,
  drills: drillsSchema,
  vendors: vendorsSchema,
  stacks: mapOf(stackSchema),
});

/** What is written in `stacks/`: defaults may be left out. */
export type ModelInput = z.input<typeof modelSchema>;
/** The resolved model: every default filled. */
export type Model = z.infer<typeof modelSchema>;
/** A stack of the model. */
export type Stack = z.infer<typeof stackSchema>;

/** The resolved, validated and frozen model with one stack chosen: what the program is made from. */
export interface StackModel extends Model {
  /** Name of the chosen stack, such as `prod` or `drill-neon-outage`. */
  readonly stackName: string;
  /** The chosen stack. */
  readonly stack: Stack;
}
