import * as pulumi from "@pulumi/pulumi";

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
  const entries = Object.entries(wanted).map(([output, ids]) => [output, pick(reference, output, ids)]);
  return Object.fromEntries(entries) as unknown as SharedOutputs;
}

function pick(
  reference: pulumi.StackReference,
  output: string,
  ids: readonly string[],
): Record<string, pulumi.Output<unknown>> {
  const whole = reference.getOutput(output);
  return Object.fromEntries(ids.map((id) => [id, whole.apply((map) => map?.[id] ?? lacking(output, id))]));
}

function lacking(output: string, id: string): never {
  throw new pulumi.RunError(
    `The shared stack has no ${output} for "${id}". Bring it up first: pulumi up --stack shared`,
  );
}
