import { createApiClient, type Api, type Operation } from "@neondatabase/api-client";
import type { Sandbox } from "../../src/index.ts";

/** The official client, unmodified, as one of the token holders. */
export function client({ urls, tokens }: Sandbox, holder = "pulumi"): Api<unknown> {
  return createApiClient({ apiKey: tokens.neon[holder]?.token ?? "", baseURL: `${urls.neon}/api/v2` });
}

/** Lets the operations of an answer finish by moving the sandbox clock; returns its body. */
export async function settled<T>(sandbox: Sandbox, call: Promise<{ data: T }>): Promise<T> {
  const { data } = await call;
  sandbox.clock.advance(5000);
  return data;
}

/** Actions of the operations of an answer. */
export function actionsOf({ operations }: { operations: readonly Operation[] }): string[] {
  return operations.map(({ action }) => action);
}

/** What a refusal must look like: the client throws it. */
export function refusal(status: number, message?: string): object {
  return { response: { status, data: message === undefined ? {} : { message } } };
}
