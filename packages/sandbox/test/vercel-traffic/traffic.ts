import { rm } from "node:fs/promises";
import { afterAll, beforeAll, expect, vi } from "vitest";
import { startSandbox, type Sandbox } from "../../src/index.ts";
import { startDeployments, type DeploymentArgs, type Deployments } from "../../src/vendors/vercel/traffic/index.ts";
import { ContractCheck } from "../helpers/contract-check.ts";
import { newFolder } from "../helpers/sandbox.ts";
import { seed } from "../helpers/seed.ts";

export { ask, repeat, type Got } from "./traffic-ask.ts";

// Processes start in a tenth of a second; on a machine that is busy otherwise many times that.
vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

/** What tests with traffic work with. */
export interface TrafficHandle {
  readonly sandbox: Sandbox;
  readonly traffic: Deployments;
  readonly defects: readonly string[];
}

/** A sandbox with real servers for a test file; defects must be those that `expected` says. */
export function withTraffic(args: Partial<DeploymentArgs> = {}, expected: readonly RegExp[] = []): TrafficHandle {
  const defects: string[] = [];
  const handle: { sandbox?: Sandbox; traffic?: Deployments; defects: string[] } = { defects };
  let folder = "";
  let contract: ContractCheck | undefined;
  beforeAll(async () => {
    folder = await newFolder();
    const onDefect = (message: string): number => defects.push(message);
    handle.sandbox = await startSandbox({ folder, seed, onDefect });
    contract = new ContractCheck(handle.sandbox);
    handle.traffic = await startDeployments({ world: handle.sandbox.world, onDefect, ...args });
  });
  afterAll(async () => {
    await handle.traffic?.close();
    await handle.sandbox?.close();
    await rm(folder, { recursive: true });
    expect(defects.filter((each) => !expected.some((known) => known.test(each)))).toEqual([]);
    expect(contract?.violations()).toEqual([]);
  });
  return handle as TrafficHandle;
}
