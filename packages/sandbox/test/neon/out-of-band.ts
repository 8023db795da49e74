import type { Sandbox } from "../../src/index.ts";
import { failNextOperation } from "../../src/vendors/neon/operation-log.ts";

/** Lets the next making of a branch fail. */
export function amendOutOfBand({ world }: Sandbox): void {
  failNextOperation(world, "create_branch", { status: "failed", error: "no space left" });
}
