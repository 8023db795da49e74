import { LaunchgateError } from "@launchgate/core";
import { afterEach, describe, expect, it } from "vitest";
import {
  ensureArtifactRetention,
  readArtifactRetention,
  type ArtifactRetentionTarget,
} from "../../../packages/cli/src/acts/artifact-retention.ts";
import { openGitHubRequestClient } from "../../../packages/cli/src/acts/github-request-client.ts";
import { LoopbackGitHub, type LoopbackGitHubArgs, type Twist } from "./loopback-github.ts";

const token = "ghs_loopbackTokenOfThisTest";
let github: LoopbackGitHub | undefined;

afterEach(async () => {
  await github?.stop();
  github = undefined;
});

async function target(
  server: LoopbackGitHubArgs = {},
  repository = "web",
  timeoutSeconds = 5,
): Promise<ArtifactRetentionTarget> {
  github = await LoopbackGitHub.start(server);
  const client = await openGitHubRequestClient({ token, baseUrl: github.baseUrl, timeoutSeconds });
  return { owner: "acme", repository, client };
}

async function failure(work: Promise<unknown>): Promise<LaunchgateError> {
  const outcome = await work.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );
  if (!("error" in outcome)) throw new Error(`no error, but ${JSON.stringify(outcome.value)}`);
  if (!(outcome.error instanceof LaunchgateError)) throw outcome.error;
  return outcome.error;
}

describe("readArtifactRetention", () => {
  it("reads days and limit with the token", async () => {
    const read = await readArtifactRetention(await target({ days: 30, maximumDays: 90 }));
    expect(read).toEqual({ days: 30, maximumDays: 90 });
    expect(github?.seen).toEqual([
      {
        method: "GET",
        path: "/repos/acme/web/actions/permissions/artifact-and-log-retention",
        authorization: `token ${token}`,
        body: undefined,
      },
    ]);
  });

  it.each([
    ["no days", { maximum_allowed_days: 90 }],
    ["days as text", { days: "90", maximum_allowed_days: 90 }],
    ["no limit", { days: 90 }],
    ["days of zero", { days: 0, maximum_allowed_days: 90 }],
    ["null", null],
  ])("refuses an answer with %s", async (_what, body) => {
    const error = await failure(readArtifactRetention(await target({ twist: () => ({ status: 200, body }) })));
    expect(error).toMatchObject({ code: "artifact-retention.unreadable", source: "tool", exitCode: 1 });
  });
});

describe("ensureArtifactRetention", () => {
  it("changes what differs and reads it back", async () => {
    const result = await ensureArtifactRetention({ ...(await target({ days: 90 })), days: 180 });
    expect(result).toEqual({
      before: { days: 90, maximumDays: 400 },
      after: { days: 180, maximumDays: 400 },
      changed: true,
    });
    expect(github?.methods).toEqual(["GET", "PUT", "GET"]);
    expect(github?.seen[1]?.body).toEqual({ days: 180 });
  });

  it("writes nothing where the days already hold", async () => {
    const result = await ensureArtifactRetention({ ...(await target({ days: 180 })), days: 180 });
    expect(result.changed).toBe(false);
    expect(result.after).toEqual(result.before);
    expect(github?.methods).toEqual(["GET"]);
  });

  it("shortens as well as lengthens", async () => {
    const result = await ensureArtifactRetention({ ...(await target({ days: 180 })), days: 1 });
    expect(result.after.days).toBe(1);
  });

  it.each([0, -1, 401, 1.5, Number.NaN, Number.POSITIVE_INFINITY])(
    "refuses %s days before any request",
    async (days) => {
      const error = await failure(ensureArtifactRetention({ ...(await target()), days }));
      expect(error).toMatchObject({ code: "artifact-retention.days-out-of-range", source: "user", exitCode: 2 });
      expect(github?.seen).toEqual([]);
    },
  );

  it("refuses more than the organisation allows, and writes nothing", async () => {
    const error = await failure(
      ensureArtifactRetention({ ...(await target({ maximumDays: 90, days: 30 })), days: 180 }),
    );
    expect(error).toMatchObject({ code: "artifact-retention.above-maximum", exitCode: 2 });
    expect(error.message).toBe("acme/web allows 90 days at most, the compliance class asks for 180.");
    expect(github?.methods).toEqual(["GET"]);
  });

  it("does not believe an answer that the value read back denies", async () => {
    const twist: Twist = ({ method }) => (method === "PUT" ? { status: 204 } : undefined);
    const error = await failure(ensureArtifactRetention({ ...(await target({ twist })), days: 180 }));
    expect(error).toMatchObject({ code: "artifact-retention.not-applied", source: "tool", exitCode: 1 });
  });

  it("tells that the write was refused", async () => {
    const twist: Twist = ({ method }) => (method === "PUT" ? { status: 422, body: { message: "no" } } : undefined);
    const error = await failure(ensureArtifactRetention({ ...(await target({ twist })), days: 180 }));
    expect(error.code).toBe("github.value-refused");
    expect(error.message).toBe("Could not set the artifact retention of acme/web: GitHub refuses the value.");
  });
});

describe("errors of GitHub", () => {
  it.each([
    [401, {}, "github.token-refused", "user", 2],
    [403, {}, "github.not-allowed", "user", 2],
    [403, { "x-ratelimit-remaining": "0" }, "github.rate-limited", "user", 5],
    [429, {}, "github.rate-limited", "user", 5],
    [404, {}, "github.not-found", "user", 2],
    [409, {}, "github.conflict", "user", 2],
    [422, {}, "github.value-refused", "user", 2],
    [500, {}, "github.unavailable", "tool", 1],
    [503, {}, "github.unavailable", "tool", 1],
    [418, {}, "github.unavailable", "tool", 1],
  ])("maps %s with headers %o to %s", async (status, headers, code, source, exitCode) => {
    const twist: Twist = () => ({ status, headers, body: { message: `the token is ${token}` } });
    const error = await failure(readArtifactRetention(await target({ twist })));
    expect(error).toMatchObject({ code, source, exitCode });
    expect(`${error.message} ${error.fix}`).not.toContain(token);
  });

  it("names a repository that is not there", async () => {
    const error = await failure(readArtifactRetention(await target({}, "gone")));
    expect(error.code).toBe("github.not-found");
    expect(error.message).toContain("acme/gone");
  });

  it("tells that nobody answers at the address", async () => {
    const unserved = await target();
    await github?.stop();
    github = undefined;
    const error = await failure(readArtifactRetention(unserved));
    expect(error).toMatchObject({ code: "github.unreachable", source: "tool", exitCode: 1 });
  });

  it("gives up on an answer that never comes", async () => {
    const unanswered = await target({ twist: () => "never" }, "web", 0.05);
    const error = await failure(readArtifactRetention(unanswered));
    expect(error.code).toBe("github.unreachable");
    expect(github?.methods).toEqual(["GET"]);
  });
});
