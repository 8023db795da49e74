import { hostname } from "node:os";
import type { EngineStack } from "../engine/engine-port.ts";
import { isEngineAlive } from "../sandbox/process-identity.ts";

/** What stands in the way of a stack; undefined where nothing does. A lock whose process on this machine is gone is removed. (D2) */
export async function releaseStaleLock(stack: EngineStack): Promise<string | undefined> {
  const locks = await stack.locks();
  const held = locks.find(({ host, pid }) => host !== hostname() || isEngineAlive(pid));
  if (held !== undefined) return `locked by process ${String(held.pid)} on ${held.host} since ${held.since}`;
  if (locks.length > 0) await stack.cancel();
  return undefined;
}
