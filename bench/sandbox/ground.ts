import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startReal, startSandbox, type Real, type Sandbox } from "@launchgate/sandbox";
import { seed } from "../../packages/sandbox/test/helpers/seed.ts";

/** A practice ground in a folder of its own, for one measurement; the folder goes with it. */
export async function withGround<T>(work: (sandbox: Sandbox, real: Real) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "bench-sandbox-"));
  const sandbox = await startSandbox({ folder, seed });
  const real = await startReal(sandbox, folder);
  try {
    return await work(sandbox, real);
  } finally {
    await real.close();
    await sandbox.close();
    await rm(folder, { recursive: true });
  }
}

/** Tells the process that asked for the measurement. */
export function tell(result: object): void {
  process.stdout.write(`${JSON.stringify(result)}\n`);
}
