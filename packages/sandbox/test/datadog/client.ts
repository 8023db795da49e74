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
