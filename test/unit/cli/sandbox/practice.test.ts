/** What a sandbox stack is opened with: settings, environment, clock. (house, two ways to run) */
import { neededSettings, vendorIds } from "@launchgate/core";
import { describe, expect, test } from "vitest";
import { practiceEnv } from "../../../../packages/cli/src/sandbox/practice-env.ts";
import { ownLoopbackVendors, practiceSettings } from "../../../../packages/cli/src/sandbox/practice-settings.ts";
import { clockOf } from "../../../../packages/cli/src/sandbox/practice.ts";
import type { LiveConnection } from "../../../../packages/cli/src/sandbox/connection.ts";
import { modelOf } from "../../engine/engine-double.ts";

const perVendor = <T>(make: (id: string) => T) =>
  Object.fromEntries(vendorIds.map((id) => [id, make(id)])) as Record<(typeof vendorIds)[number], T>;
const connection = {
  urls: perVendor((id) => `http://127.0.0.1/${id}`),
  tokens: perVendor((id) => ({
    pulumi: { token: `${id}-token`, ...(id === "datadog" ? { apiKey: "datadog-key" } : {}) },
    drift: { token: `${id}-reader`, ...(id === "datadog" ? { apiKey: "datadog-key" } : {}) },
  })),
  accounts: { vercelTeam: "team_x", neonOrganization: "org-x" },
};
const secrets = { valueOf: (key: string) => `invented-${key}` };
const settingsOf = (stack: string, written: Record<string, string> = {}) =>
  practiceSettings({ model: modelOf(stack), connection, secrets, written });
const valuesOf = (stack: string, written: Record<string, string> = {}) =>
  Object.fromEntries(settingsOf(stack, written).map(({ key, value }) => [key, value]));

describe("settings", () => {
  test.each(["shared", "dev", "staging", "prod", "drill"])(
    "%s gets every key that it needs, none of them empty",
    (stack) => {
      const keys = neededSettings(modelOf(stack)).map(({ key }) => key);
      const given = settingsOf(stack);
      expect(given.map(({ key }) => key)).toEqual(keys);
      expect(given.filter(({ value }) => value === "")).toEqual([]);
      const secretKeys = neededSettings(modelOf(stack)).flatMap(({ key, secret }) => (secret ? [key] : []));
      expect(given.flatMap(({ key, secret }) => (secret ? [key] : []))).toEqual(secretKeys);
    },
  );

  test("endpoints, tokens and accounts are the sandbox's, whatever the stack file says", () => {
    const written = {
      vercelTeam: "team_live",
      githubEndpoint: "https://github.example",
      datadogSite: "us5.datadoghq.com",
    };
    expect(valuesOf("prod", written)).toMatchObject({
      vercelTeam: "team_x",
      neonOrganization: "org-x",
      githubEndpoint: "http://127.0.0.1/github/",
      neonEndpoint: "http://127.0.0.1/neon/api/v2",
      pagerDutyEndpoint: "http://127.0.0.1/pagerduty",
      datadogEndpoint: "http://127.0.0.1/datadog",
      githubToken: "github-token",
      vercelToken: "vercel-token",
      neonApiKey: "neon-token",
      pagerDutyToken: "pagerduty-token",
      datadogApiKey: "datadog-key",
      datadogAppKey: "datadog-token",
      datadogSite: "us5.datadoghq.com",
      sharedStack: "shared",
    });
  });

  test("another machine role has tokens of its own", () => {
    const given = practiceSettings({ model: modelOf("prod"), connection, secrets, written: {}, role: "drift" });
    expect(given.find(({ key }) => key === "githubToken")?.value).toBe("github-reader");
  });

  test("people and services get invented values, each person other ones", () => {
    const shared = valuesOf("shared");
    expect(shared["person-ada-brandt-email"]).toBe("ada-brandt@motion-mavericks.example");
    expect(shared["person-ada-brandt-phone"]).toMatch(/^2025550\d{3}$/);
    const phones = Object.entries(shared).flatMap(([key, value]) => (key.endsWith("-phone") ? [value] : []));
    expect(new Set(phones).size).toBe(12);
    expect(valuesOf("dev")["mux-token"]).toBe("invented-mux-token");
  });

  test("where the stack file names no place for the log archive, an invented one stands in", () => {
    const fromFile = { logArchiveBucket: "b", logArchiveAccount: "210987654321", logArchiveRole: "r" };
    expect(valuesOf("shared", fromFile)).toMatchObject(fromFile);
  });
});

describe("stack files that name loopback themselves", () => {
  test.each([
    ["http://127.0.0.1:1/api/v2", ["neon"]],
    ["http://localhost:1", ["neon"]],
    ["http://[::1]:1", ["neon"]],
    ["https://console.neon.tech/api/v2", []],
    ["http://127.0.0.1.example.com", []],
    ["no address", []],
    ["", []],
  ])("%s", (neonEndpoint, vendors) => {
    expect(ownLoopbackVendors({ neonEndpoint })).toEqual(vendors);
  });
});

describe("environment", () => {
  const where = { control: "http://127.0.0.1:9", caFile: "/ca.pem" };
  const make = (env: Record<string, string>, target: "sandbox" | "sandbox-official" = "sandbox", attach = "github:1") =>
    practiceEnv({ env, target, connection: where, attach, passphrase: "generated", root: "/team" });

  test("every way out leads to the sandbox's proxy, and no plugin is downloaded", () => {
    const env = make({
      https_proxy: "http://company:1",
      HTTPS_PROXY: "http://company:1",
      no_proxy: "x",
      ALL_PROXY: "y",
      PATH: "/bin",
    });
    expect(env).toEqual({
      PATH: "/bin",
      PULUMI_CONFIG_PASSPHRASE: "generated",
      HTTP_PROXY: "http://127.0.0.1:9",
      HTTPS_PROXY: "http://127.0.0.1:9",
      NO_PROXY: "127.0.0.1,localhost,::1",
      PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
      NEON_PULUMI_RECOVERY_DIR: "/team/.launchgate/sandbox/recovery",
      PULUMI_DEBUG_PROVIDERS: "github:1",
    });
  });

  test("a passphrase that is set is used, an empty one too; a file of it as well", () => {
    expect(make({ PULUMI_CONFIG_PASSPHRASE: "mine" })["PULUMI_CONFIG_PASSPHRASE"]).toBe("mine");
    expect(make({ PULUMI_CONFIG_PASSPHRASE: "" })["PULUMI_CONFIG_PASSPHRASE"]).toBe("");
    expect(make({ PULUMI_CONFIG_PASSPHRASE_FILE: "/file" })).not.toHaveProperty("PULUMI_CONFIG_PASSPHRASE");
  });

  test("what is attached by hand comes first; official plugins get the CA", () => {
    expect(make({ PULUMI_DEBUG_PROVIDERS: "neon:2" })["PULUMI_DEBUG_PROVIDERS"]).toBe("neon:2,github:1");
    const official = make({}, "sandbox-official", "");
    expect(official).toMatchObject({ SSL_CERT_FILE: "/ca.pem", NODE_EXTRA_CA_CERTS: "/ca.pem" });
    expect(official).not.toHaveProperty("PULUMI_DEBUG_PROVIDERS");
    expect(make({})).not.toHaveProperty("SSL_CERT_FILE");
  });
});

describe("clock", () => {
  const live = (mode: "running" | "paused", offset: number) =>
    ({ status: { clock: { mode, offset, now: "2026-11-23T08:00:00.000Z" } } }) as LiveConnection;

  test("stands where it was paused, goes on where it runs", () => {
    expect(clockOf(live("paused", 5)).call(undefined).toISOString()).toBe("2026-11-23T08:00:00.000Z");
    const before = Date.now();
    const ahead = clockOf(live("running", 86_400_000))().getTime() - 86_400_000;
    expect(ahead).toBeGreaterThanOrEqual(before);
    expect(ahead).toBeLessThanOrEqual(Date.now());
  });
});
