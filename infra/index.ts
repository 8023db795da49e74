import { LaunchgateError, ModelError, resolveModel, selectStack, valueOrThrow } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import { model as written } from "../stacks/index.ts";
import { program, type StackOutputs } from "./program.ts";

/** Entry of the pulumi CLI: `pulumi preview --stack prod` runs this function; what it returns are the stack's outputs. */
// eslint-disable-next-line import-x/no-default-export -- the SDK calls a default export and takes what it returns as outputs
export default async function main(): Promise<StackOutputs> {
  try {
    const at = new Date();
    const model = valueOrThrow(resolveModel(written, { at }));
    return await program(selectStack(model, pulumi.getStack()), at);
  } catch (error) {
    if (!(error instanceof LaunchgateError)) throw error;
    const details =
      error instanceof ModelError
        ? error.problems.map((each) => `  ${each.path}: ${each.expected}. ${each.fix}`)
        : [error.fix];
    throw new pulumi.RunError([error.message, ...details].join("\n"));
  }
}
