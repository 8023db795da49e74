import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { z } from "zod";
import type { CallerOptions } from "../../../../packages/cli/src/vendors/caller.ts";
import { openDatadog } from "../../../../packages/cli/src/vendors/datadog-client.ts";
import { openGitHub } from "../../../../packages/cli/src/vendors/github-client.ts";
import { openNeon } from "../../../../packages/cli/src/vendors/neon-client.ts";
import { openPagerDuty } from "../../../../packages/cli/src/vendors/pagerduty-client.ts";
import { openVercel } from "../../../../packages/cli/src/vendors/vercel-client.ts";
import { VendorError } from "../../../../packages/cli/src/vendors/vendor-error.ts";

const token = "canary-token-of-this-test-000000000000";
const quick: CallerOptions = { firstWaitMilliseconds: 1 };
let server: Server | undefined;

interface Said {
  readonly status: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
}

/** Answers request after request with `answers`, the last one for all that follow. */
async function serving(...answers: readonly Said[]): Promise<{ url: string; count: () => number }> {
  let count = 0;
  server = createServer((_request, response) => {
    const { status, headers = {}, body = {} } = answers[Math.min(count, answers.length - 1)]!;
    count += 1;
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
  return { url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`, count: () => count };
}

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

const any = z.unknown();
/** One reading call of each vendor. */
const calls: Readonly<Record<string, (url: string, options?: CallerOptions) => Promise<unknown>>> = {
  github: async (baseUrl, options = quick) =>
    (await openGitHub({ token, organization: "octo", baseUrl }, options)).call("read it", "GET /user", {}, any),
  vercel: async (baseUrl, options = quick) =>
    (await openVercel({ token, team: "team_1", baseUrl }, options)).call("read it", any, (sdk) =>
      sdk.projects.getProject({ idOrName: "web" }),
    ),
  neon: async (baseUrl, options = quick) =>
    (await openNeon({ token, organization: "org-1", baseUrl }, options)).call("read it", any, (api) =>
      api.getProject("p"),
    ),
  pagerduty: async (baseUrl, options = quick) =>
    (await openPagerDuty({ token, baseUrl }, options)).call("read it", "get", "/users/P1", any),
  datadog: async (baseUrl, options = quick) =>
    (await openDatadog({ apiKey: token, appKey: token, baseUrl }, options)).call(
      "read it",
      any,
      ({ v1, configuration }) => new v1.MonitorsApi(configuration).getMonitor({ monitorId: 1 }),
    ),
};
const vendors = Object.keys(calls);

async function failure(work: Promise<unknown>): Promise<VendorError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(VendorError);
  return error as VendorError;
}

describe.each(vendors)("%s", (vendor) => {
  const call = calls[vendor]!;

  it.each([
    [401, "vendor.token-refused", 2],
    [402, "vendor.plan-lacks", 2],
    [403, "vendor.not-allowed", 2],
    [404, "vendor.not-found", 2],
    [400, "vendor.refused", 1],
  ])("says what %i means, at once", async (status, code, exitCode) => {
    const { url, count } = await serving({ status, body: { message: "no" } });
    const error = await failure(call(url));
    expect(error).toMatchObject({ code, exitCode, vendor, status });
    expect(error.message).toContain("could not read it");
    expect(count()).toBe(1);
  });

  it("tries again after faults of the vendor, and gives up with what it saw", async () => {
    const { url, count } = await serving({ status: 502 });
    expect(await failure(call(url))).toMatchObject({ code: "vendor.unavailable", exitCode: 1, status: 502 });
    expect(count()).toBe(4);
  });

  it("takes the answer that comes after a fault", async () => {
    const { url, count } = await serving(
      { status: 500 },
      { status: 200, body: { id: 7, name: "web", type: "metric alert", query: "q" } },
    );
    expect(await call(url)).toMatchObject({ name: "web" });
    expect(count()).toBe(2);
  });

  it("says that nobody answers", async () => {
    const { url } = await serving({ status: 200 });
    server!.closeAllConnections();
    await new Promise((resolve) => server!.close(resolve));
    expect(await failure(call(url, { ...quick, retries: 1 }))).toMatchObject({
      code: "vendor.unreachable",
      exitCode: 1,
    });
  });

  it("never holds a token in what it throws", async () => {
    const { url } = await serving({ status: 403, body: { message: "no" } });
    const error = await failure(call(url));
    const everything = [error.message, error.fix, error.stack ?? "", JSON.stringify(error), String(error.cause)].join(
      " ",
    );
    expect(everything).not.toContain(token);
    expect(error.cause).toBeUndefined();
  });
});

describe("patience", () => {
  it("is ended by the clock, whatever the SDK", async () => {
    server = createServer(() => undefined);
    await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const error = await failure(calls["neon"]!(url, { retries: 0, timeoutSeconds: 0.05 }));
    expect(error).toMatchObject({ code: "vendor.unreachable" });
  });

  it("is not that of a vendor which asks for longer than a minute", async () => {
    const { url, count } = await serving({ status: 429, headers: { "retry-after": "3600" } });
    expect(await failure(calls["vercel"]!(url))).toMatchObject({ code: "vendor.rate-limited", exitCode: 5 });
    expect(count()).toBe(1);
  });

  it("waits as the vendor says", async () => {
    const { url, count } = await serving(
      { status: 429, headers: { "retry-after": "0" } },
      { status: 200, body: { name: "web" } },
    );
    expect(await calls["vercel"]!(url)).toMatchObject({ name: "web" });
    expect(count()).toBe(2);
  });

  it("knows GitHub's used-up limit behind a 403", async () => {
    const { url } = await serving({ status: 403, headers: { "x-ratelimit-remaining": "0", "retry-after": "9999" } });
    expect(await failure(calls["github"]!(url))).toMatchObject({ code: "vendor.rate-limited" });
  });

  it("bounds what is under way at once", async () => {
    let [now, most] = [0, 0];
    server = createServer((_request, response) => {
      now += 1;
      most = Math.max(most, now);
      setImmediate(() => {
        now -= 1;
        response.writeHead(200, { "content-type": "application/json" }).end('{"name":"web"}');
      });
    });
    await new Promise<void>((resolve) => server!.listen(0, "127.0.0.1", resolve));
    const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
    const client = await openGitHub({ token, organization: "octo", baseUrl }, { concurrency: 2 });
    await Promise.all(Array.from({ length: 12 }, () => client.call("read it", "GET /user", {}, any)));
    expect(most).toBeLessThanOrEqual(2);
  });
});

it("refuses an answer of another form, naming the place", async () => {
  const { url } = await serving({ status: 200, body: [{ login: 7 }] });
  const client = await openGitHub({ token, organization: "octo", baseUrl: url }, quick);
  const error = await failure(client.list("list them", "GET /orgs/{org}/members", {}, z.object({ login: z.string() })));
  expect(error).toMatchObject({ code: "vendor.answer-unreadable" });
  expect(error.message).toContain("0.login");
});
