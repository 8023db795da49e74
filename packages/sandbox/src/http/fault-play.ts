import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { FaultEffect } from "../world/fault-schema.ts";
import type { Dialect } from "./dialect.ts";
import type { Answer, VendorRequest } from "./message.ts";

/** Real milliseconds that a request without answer is held at most; clients give up long before. */
const longestHold = 120_000;

/** What a fault answers in place of the vendor; `undefined`: the vendor is asked. */
export function faultAnswer(effect: FaultEffect, dialect: Dialect, request: VendorRequest): Answer | undefined {
  if (effect.kind === "error") return { ...dialect.refuse({ kind: "failed" }, request), status: effect.status };
  if (effect.kind === "rate-limit") {
    const answer = dialect.refuse({ kind: "limited", retryAfterSeconds: effect.retryAfterSeconds }, request);
    return { ...answer, headers: { "retry-after": String(effect.retryAfterSeconds), ...answer.headers } };
  }
  return undefined;
}

/** Whether the vendor never hears of the request. */
export function isLost(effect: FaultEffect | undefined): boolean {
  return effect?.kind === "outage" || (effect?.kind === "timeout" && effect.effect === "before");
}

/** Whether nothing is answered. */
export function isSilent(effect: FaultEffect | undefined): boolean {
  return effect?.kind === "outage" || effect?.kind === "timeout";
}

/** Lets the answer come late. */
export async function delay(effect: FaultEffect | undefined): Promise<void> {
  if (effect?.kind === "latency") await sleep(effect.milliseconds);
}

/** Ends a request without an answer: at once by a broken connection, or when the client has given up. */
export async function fallSilent(effect: FaultEffect | undefined, response: ServerResponse): Promise<void> {
  if (effect?.kind === "timeout") {
    const end = new AbortController();
    response.once("close", () => {
      end.abort();
    });
    await sleep(longestHold, undefined, { signal: end.signal, ref: false }).catch(() => undefined);
  }
  response.destroy();
}
