import { client } from "@datadog/datadog-api-client";
import { expect } from "vitest";
import type { Sandbox } from "../../src/index.ts";

/** Configuration of the official client, unmodified, as one of the key holders. */
export function configuration(
  { urls, tokens }: Sandbox,
  holder = "pulumi",
): ReturnType<typeof client.createConfiguration> {
  const { token = "", apiKey = "" } = tokens.datadog[holder] ?? {};
  return client.createConfiguration({
    authMethods: { apiKeyAuth: apiKey, appKeyAuth: token },
    baseServer: new client.BaseServerConfiguration(urls.datadog, {}),
  });
}

/** The client takes plain objects for its classes; its declarations want the classes. */
export function plain(body: object): never {
  return body as never;
}

/** Waits for a call that must be refused with this status; `message` has to be in one of its errors. */
export async function refused(call: Promise<unknown>, code: number, message = ""): Promise<void> {
  const thrown: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(thrown).toMatchObject({ code });
  const { body } = thrown as { body: unknown };
  expect(JSON.stringify(body)).toContain(JSON.stringify(message).slice(1, -1));
}

/** Places in an answer of the official client that its models do not know: there must be none where no published schema says more. */
export function unparsed(answer: unknown, path = "answer"): readonly string[] {
  if (typeof answer !== "object" || answer === null || answer instanceof Date) return [];
  const own = (answer as { readonly _unparsed?: boolean })._unparsed === true || isUnparsed(answer) ? [path] : [];
  return [...own, ...Object.entries(answer).flatMap(([key, value]) => unparsed(value, `${path}.${key}`))];
}

function isUnparsed(answer: object): boolean {
  return answer.constructor.name === "UnparsedObject";
}
