import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect } from "vitest";
import { startSandbox, type Sandbox, type SandboxOptions } from "../../src/index.ts";
import { ContractCheck } from "./contract-check.ts";
import { seed } from "./seed.ts";

/** A fresh folder; removed by {@link withSandbox} or the test itself. */
export function newFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), "sandbox-"));
}

/** What tests reach the sandbox of their file by. */
export interface SandboxHandle {
  /** The running sandbox. */
  readonly sandbox: Sandbox;
  /** The contract check that watches it. */
  readonly contract: ContractCheck;
}

/**
 * One sandbox for a test file. At the end every answer must have been valid by the vendors' published schemas, no request
 * may have met no route but those in `unroutedOn`, and nothing may have thrown.
 */
export function withSandbox(options: Partial<SandboxOptions> = {}): SandboxHandle {
  const handle: { sandbox?: Sandbox; contract?: ContractCheck } = {};
  const defects: string[] = [];
  let folder = "";
  beforeAll(async () => {
    folder = await newFolder();
    handle.sandbox = await startSandbox({ folder, seed, onDefect: (message) => defects.push(message), ...options });
    handle.contract = new ContractCheck(handle.sandbox);
  });
  afterAll(async () => {
    const { sandbox, contract } = handle as SandboxHandle;
    const unrouted = sandbox.unrouted().map(({ vendor, method, path }) => `${vendor} ${method} ${path}`);
    await sandbox.close();
    await rm(folder, { recursive: true });
    expect(defects).toEqual([]);
    expect(unrouted).toEqual([]);
    expect(contract.violations()).toEqual([]);
    contract.printUnvalidated();
  });
  return handle as SandboxHandle;
}
