import type { JudgedResource } from "@launchgate/core";
import { beforeAll } from "vitest";
import type { StackName } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";
import { StackEdit } from "./stack-edit.ts";

/** A fresh copy of a stack of the reference organisation each time, captured before the tests of the file or heading. */
export function editable(stack: StackName): () => StackEdit {
  let resources: readonly JudgedResource[] = [];
  beforeAll(async () => {
    resources = await captured(stack);
  });
  return () => new StackEdit(resources);
}
