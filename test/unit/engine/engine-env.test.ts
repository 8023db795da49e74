import { delimiter, dirname } from "node:path";
import { expect, test } from "vitest";
import { engineEnv } from "../../../packages/cli/src/engine/engine-env.ts";

const shell = {
  PATH: "/usr/bin",
  HOME: "/home/ada",
  PULUMI_CONFIG_PASSPHRASE: "p",
  PULUMI_ACCESS_TOKEN: "t",
  PULUMI_DEBUG_PROVIDERS: "neon:1",
  PULUMI_DEBUG_GRPC: "log",
  AWS_SECRET_ACCESS_KEY: "a",
  VAULT_TOKEN: "v",
  GITHUB_TOKEN: "g",
  NEON_API_KEY: "n",
  NEON_API_BASE_URL: "http://elsewhere",
  DATADOG_API_KEY: "d",
  NEON_PULUMI_RECOVERY_DIR: "/notes",
};
const made = (backendUrl: string, secretsProvider?: string) =>
  engineEnv({ env: shell, backendUrl, secretsProvider, tools: ["/tools"] });

test("an allow-list: no vendor token, no base URL of a vendor, no logging of calls (S2)", () => {
  expect(Object.keys(made("file:///s")).sort()).toEqual([
    "HOME",
    "NEON_PULUMI_RECOVERY_DIR",
    "PATH",
    "PULUMI_BACKEND_URL",
    "PULUMI_CONFIG_PASSPHRASE",
    "PULUMI_DEBUG_PROVIDERS",
    "PULUMI_EXPERIMENTAL",
    "PULUMI_SKIP_UPDATE_CHECK",
  ]);
});

test("credentials of the service that holds states or keys, and only of that", () => {
  expect(made("s3://states")).toMatchObject({ AWS_SECRET_ACCESS_KEY: "a" });
  expect(made("file:///s", "awskms://key")).toMatchObject({ AWS_SECRET_ACCESS_KEY: "a" });
  expect(made("file:///s", "hashivault://key")).toMatchObject({ VAULT_TOKEN: "v" });
  expect(made("https://api.pulumi.com")).toMatchObject({ PULUMI_ACCESS_TOKEN: "t" });
  expect(made("https://api.pulumi.com")).not.toHaveProperty("AWS_SECRET_ACCESS_KEY");
});

test("tools come first on PATH, then the Node that runs this", () => {
  expect(made("file:///s")["PATH"]).toBe(["/tools", dirname(process.execPath), "/usr/bin"].join(delimiter));
});
