import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Vercel } from "@vercel/sdk";
import type { Sandbox } from "../../src/index.ts";
import { headersOf } from "../helpers/headers.ts";

/** The official client, unmodified, as one of the token holders. */
export function client({ urls, tokens }: Sandbox, holder = "pulumi"): Vercel {
  return new Vercel({ serverURL: urls.vercel, bearerToken: tokens.vercel[holder]?.token ?? "" });
}

/** What came back: status and body, `null` where there is none. */
export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A request as the provider sends it, where the client lacks the call. */
export async function send(sandbox: Sandbox, line: string, body?: unknown, holder = "pulumi"): Promise<Reply> {
  const [method = "GET", path = ""] = line.split(" ");
  const headers = { ...headersOf(sandbox, "vercel", holder), "content-type": "application/json" };
  const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.urls.vercel}${path}`, init);
  const text = await answer.text();
  return { status: answer.status, body: (text === "" ? null : JSON.parse(text)) as Reply["body"] };
}

/** Inputs of every resource of a type that a stack's captured plan declares. */
export function planned(stack: string, type: string): readonly Readonly<Record<string, unknown>>[] {
  const file = join(import.meta.dirname, `../../../../test/golden/plans/${stack}.json`);
  const plan = JSON.parse(readFileSync(file, "utf8")) as Record<
    string,
    { type: string; inputs: Record<string, unknown> }
  >;
  return Object.values(plan)
    .filter((each) => each.type === type)
    .map(({ inputs }) => inputs);
}
