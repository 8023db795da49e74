/** `smoke` and `deploy` as people call them, as far as no engine is needed. (P4, P7) */
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launchgate } from "../helpers/launchgate.ts";
import { saying, Service } from "../unit/cli/smoke/service.ts";

const canary = "canary-bypass-c11";
let service: Service;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), "launchgate-delivery-"));
  service = await Service.start(saying("ok ready Motion Mavericks http_requests_total"));
});
afterAll(async () => {
  await service.stop();
  rmSync(folder, { recursive: true, force: true });
});

const smoke = (...args: string[]) =>
  launchgate(["smoke", "--stack", "dev", "--url", `${service.url}/`, ...args], {
    env: { VERCEL_BYPASS_SECRET: canary },
  });

test("smoke at an address: the secret goes there and nowhere else, the verdict into a private file", async () => {
  const out = path.join(folder, "smoke.json");
  const told = await smoke("--service", "web", "--version", "1.2.3", "--out", out);
  expect(told.exitCode, told.stderr).toBe(0);
  expect(told.stdout).toContain("Smoke of dev: passed");
  expect(told.stderr).toContain("+ web: The application is alive");
  expect(service.seen[0]?.headers["x-vercel-protection-bypass"]).toBe(canary);
  const kept = readFileSync(out, "utf8");
  expect(JSON.parse(kept)).toMatchObject({ format: 1, verdict: "passed", expectedVersion: "1.2.3" });
  expect(statSync(out).mode & 0o777).toBe(0o600);
  expect(`${told.stdout}${told.stderr}${kept}`).not.toContain(canary);
});

test("smoke of another version is exit 4, and says which answered", async () => {
  const told = await smoke("--service", "web", "--version", "1.2.4", "--json");
  expect(told.exitCode).toBe(4);
  expect(JSON.parse(told.stdout)).toMatchObject({ verdict: "failed", services: [{ version: "1.2.3" }] });
});

test.each([
  [["--service", "nobody"], "smoke.unknown-service"],
  [[], "smoke.one-service"],
  [["--service", "web", "--url", "ftp://x"], "option.invalid"],
  [["--service", "web", "--stack", "shared"], "smoke.no-stage"],
])("smoke %j is refused: %s", async (args, code) => {
  const told = await smoke(...args, "--json");
  expect(told.exitCode).toBe(2);
  expect(JSON.parse(told.stdout)).toMatchObject({ error: { code } });
});

test.each([
  [[], 4, "deploy.review-missing"],
  [["--reviewed", "nowhere.json"], 4, "deploy.review-missing"],
  [["--reviewed", "package.json"], 4, "deploy.review-unreadable"],
  [["--from", "drill"], 2, "deploy.unknown-stack"],
  [["--from", "prod", "--to", "dev"], 2, "deploy.order"],
  [["--wait", "soon"], 2, "option.invalid"],
])("deploy %j ends with %i before anything is opened: %s", async (args, exitCode, code) => {
  const told = await launchgate(["deploy", ...args, "--json"]);
  expect(told.exitCode).toBe(exitCode);
  expect(JSON.parse(told.stdout)).toMatchObject({ error: { code } });
});
