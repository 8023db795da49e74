import { client as datadogClient, v1, v2 } from "@datadog/datadog-api-client";
import { createApiClient } from "@neondatabase/api-client";
import { api } from "@pagerduty/pdjs";
import { Vercel } from "@vercel/sdk";
import { describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";

const handle = withSandbox();

function datadog(holder = "pulumi"): ReturnType<typeof datadogClient.createConfiguration> {
  const { urls, tokens } = handle.sandbox;
  const { token = "", apiKey = "" } = tokens.datadog[holder] ?? {};
  const configuration = datadogClient.createConfiguration({
    authMethods: { apiKeyAuth: apiKey, appKeyAuth: token },
    baseServer: new datadogClient.BaseServerConfiguration(urls.datadog, {}),
  });
  return configuration;
}

describe("Vercel by its own client", () => {
  it("works through the base URL; unknown teams are refused", async () => {
    const { urls, tokens } = handle.sandbox;
    const vercel = new Vercel({ serverURL: urls.vercel, bearerToken: tokens.vercel["pulumi"]?.token ?? "" });
    const team = await vercel.teams.getTeam({ teamId: "motion-mavericks" });
    expect(team).toMatchObject({ slug: "motion-mavericks" });
    await expect(vercel.teams.getTeam({ teamId: "team_other" })).rejects.toMatchObject({ statusCode: 404 });
  });

  it("routes every version of a path, keeps strict bodies, and pages newest first", async () => {
    const at = (path: string): string => `${handle.sandbox.urls.vercel}${path}`;
    const headers = headersOf(handle.sandbox, "vercel");
    const post = (body: unknown): Promise<Response> =>
      fetch(at("/v1/edge-config"), { method: "POST", headers, body: JSON.stringify(body) });
    const made = (await (await post({ slug: "one" })).json()) as { id: string };
    for (const version of ["/v1", "/v9", ""])
      expect((await fetch(at(`${version}/edge-config/${made.id}`), { headers })).status).toBe(200);
    const strict = await post({ slug: "two", colour: "red" });
    expect([strict.status, await strict.json()]).toEqual([
      400,
      { error: { code: "bad_request", message: "Invalid request: should NOT have additional property `colour`." } },
    ]);
    const lacking = await post({});
    expect(await lacking.json()).toEqual({
      error: { code: "bad_request", message: "Invalid request: missing required property `slug`." },
    });
    const unknown = await fetch(at("/v1/edge-config"), { headers: { authorization: "Bearer nobody" } });
    expect([unknown.status, await unknown.json()]).toMatchObject([
      403,
      { error: { code: "forbidden", invalidToken: true } },
    ]);
  });
});

describe("Neon by its own client", () => {
  it("works through the base URL", async () => {
    const { urls, tokens } = handle.sandbox;
    const neon = createApiClient({ apiKey: tokens.neon["pulumi"]?.token ?? "", baseURL: `${urls.neon}/api/v2` });
    expect((await neon.getCurrentUserOrganizations()).data.organizations).toMatchObject([
      { handle: "motion-mavericks", plan: "scale" },
    ]);
    const stranger = createApiClient({ apiKey: "napi_unknown", baseURL: `${urls.neon}/api/v2` });
    await expect(stranger.getCurrentUserOrganizations()).rejects.toMatchObject({ response: { status: 401 } });
  });
});

describe("PagerDuty by its own client", () => {
  it("wraps, pages by offset, refuses a name that is taken, and removes", async () => {
    const { urls, tokens } = handle.sandbox;
    const pagerduty = api({ token: tokens.pagerduty["pulumi"]?.token ?? "" });
    const make = (name: string): Promise<{ data: { team: { id: string } } }> =>
      pagerduty.post("", { url: `${urls.pagerduty}/teams`, data: { team: { type: "team", name } } });
    const made = (await make("Platform")).data.team;
    for (const name of ["Product", "Operations"]) await make(name);
    const page = (await pagerduty.get("", {
      url: `${urls.pagerduty}/teams?limit=2&total=true`,
    })) as unknown as { data: unknown };
    expect(page.data).toMatchObject({
      limit: 2,
      offset: 0,
      more: true,
      total: 3,
      teams: [{ summary: "Platform" }, { summary: "Product" }],
    });
    const headers = headersOf(handle.sandbox, "pagerduty");
    const taken = await fetch(`${urls.pagerduty}/teams`, {
      method: "POST",
      headers,
      body: JSON.stringify({ team: { name: "Platform" } }),
    });
    expect([taken.status, await taken.json()]).toEqual([
      400,
      { error: { message: "Invalid Input Provided", code: 2001, errors: ["Name has already been taken"] } },
    ]);
    const withBody = await fetch(`${urls.pagerduty}/teams/${made.id}`, { method: "DELETE", headers, body: "{}" });
    expect(withBody.status).toBe(204);
    const gone = await fetch(`${urls.pagerduty}/teams/${made.id}`, { headers });
    expect([gone.status, await gone.json()]).toEqual([404, { error: { message: "Not Found", code: 2100 } }]);
  });
});

describe("Datadog by its own client", () => {
  it("checks the key, and keeps things as JSON:API", async () => {
    expect(await new v1.AuthenticationApi(datadog()).validate()).toMatchObject({ valid: true });
    const teams = new v2.TeamsApi(datadog());
    // The client takes plain objects for its classes.
    const body = (fields: object): never => ({ data: { type: "team", attributes: fields } }) as never;
    const attributes = { name: "Platform", handle: "platform" };
    const made = await teams.createTeam({ body: body(attributes) });
    expect(made.data?.attributes).toMatchObject({ ...attributes, userCount: 0 });
    const renamed = await teams.updateTeam({
      teamId: made.data?.id ?? "",
      body: body({ ...attributes, name: "Base" }),
    });
    expect(renamed.data?.attributes.name).toBe("Base");
    expect((await teams.listTeams()).data).toHaveLength(1);
    await expect(teams.createTeam({ body: body(attributes) })).rejects.toMatchObject({
      code: 400,
    });
    const reader = new v2.TeamsApi(datadog("drift"));
    await expect(reader.deleteTeam({ teamId: made.data?.id ?? "" })).rejects.toMatchObject({ code: 403 });
    await teams.deleteTeam({ teamId: made.data?.id ?? "" });
    await expect(teams.getTeam({ teamId: made.data?.id ?? "" })).rejects.toMatchObject({ code: 404 });
  });

  it("lets the API key alone only send", async () => {
    const { apiKey = "" } = handle.sandbox.tokens.datadog["pulumi"] ?? {};
    const ask = (path: string): Promise<Response> =>
      fetch(`${handle.sandbox.urls.datadog}${path}`, { headers: { "dd-api-key": apiKey } });
    expect((await ask("/api/v1/validate")).status).toBe(200);
    expect((await ask("/api/v2/team")).status).toBe(403);
  });
});
