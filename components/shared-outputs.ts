import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** Ids by the id of the model. */
export type Ids = Readonly<Record<string, pulumi.Input<string>>>;

/** What the shared stack makes and every stage needs. */
export interface SharedOutputs {
  readonly githubTeamIds: Readonly<Record<string, pulumi.Input<number>>>;
  readonly githubUserIds: Readonly<Record<string, pulumi.Input<number>>>;
  /** Repository name by service id. */
  readonly repositories: Ids;
  readonly vercelAccessGroupIds: Ids;
  readonly pagerDutyTeamIds: Ids;
  readonly escalationPolicyIds: Ids;
  readonly businessServiceIds: Ids;
}

/** Which ids are wanted of each output. */
export type WantedIds = { readonly [K in keyof SharedOutputs]: readonly string[] };

/**
 * Reads the outputs of the shared stack. An id that the shared stack does not have yet stops the run with the command
 * that makes it: stages come after `shared`.
 */
export function readSharedOutputs(reference: pulumi.StackReference, wanted: WantedIds): SharedOutputs {
  const text = (output: keyof SharedOutputs): Ids => pick(reference, output, wanted[output], textSchema);
  const numbers = (output: keyof SharedOutputs): Readonly<Record<string, pulumi.Output<number>>> =>
    pick(reference, output, wanted[output], numberSchema);
  return {
    githubTeamIds: numbers("githubTeamIds"),
    githubUserIds: numbers("githubUserIds"),
    repositories: text("repositories"),
    vercelAccessGroupIds: text("vercelAccessGroupIds"),
    pagerDutyTeamIds: text("pagerDutyTeamIds"),
    escalationPolicyIds: text("escalationPolicyIds"),
    businessServiceIds: text("businessServiceIds"),
  };
}

const textSchema = z.record(z.string(), z.string());
const numberSchema = z.record(z.string(), z.number());

function pick<T>(
  reference: pulumi.StackReference,
  output: string,
  ids: readonly string[],
  schema: z.ZodType<Record<string, T>>,
): Record<string, pulumi.Output<T>> {
  const whole = reference.getOutput(output).apply((value: unknown) => {
    const read = schema.safeParse(value ?? {});
    return read.success ? read.data : unreadable(output);
  });
  return Object.fromEntries(ids.map((id) => [id, whole.apply((map) => map[id] ?? lacking(output, id))]));
}

function lacking(output: string, id: string): never {
  throw new pulumi.RunError(
    `The shared stack has no ${output} for "${id}". Bring it up first: pulumi up --stack shared`,
  );
}

function unreadable(output: string): never {
  throw new pulumi.RunError(
    `The shared stack's output ${output} is not a map of ids. Bring it up again: pulumi up --stack shared`,
  );
}
