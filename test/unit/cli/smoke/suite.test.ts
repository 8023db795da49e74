/** Smoke suites against a real server: what passes, and that everything else is a no with its reason. (P4, P9, S2) */
import type { RequestListener } from "node:http";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { mostBytes, type SmokeReason } from "../../../../packages/cli/src/smoke/result.ts";
import { judgeService, judgeServices } from "../../../../packages/cli/src/smoke/suite.ts";
import { judged, quick, saying, Service, suiteOf, type GivenStep } from "./service.ts";

const canary = "canary-bypass-4f1d";
let service: Service;
let other: Service;
beforeEach(async () => {
  service = await Service.start(saying("ok"));
  other = await Service.start(saying("ok"));
});
afterEach(async () => {
  await service.stop();
  await other.stop();
});

/** Answers in turn; the last one stays. */
function inTurn(...answers: readonly RequestListener[]): RequestListener {
  let asked = 0;
  return (incoming, response) => {
    const answer = answers[Math.min(asked, answers.length - 1)];
    asked += 1;
    answer?.(incoming, response);
  };
}

const silence: RequestListener = () => undefined;
const cut: RequestListener = (_incoming, response) => {
  response.writeHead(200, { "content-length": "100", "x-release-version": "1.2.3" });
  response.write("ok", () => response.destroy());
};
const hangUp: RequestListener = (incoming) => incoming.socket.destroy();
const to =
  (location: string, status = 302): RequestListener =>
  (_incoming, response) => {
    response.writeHead(status, { location }).end();
  };

describe("how a suite runs", () => {
  test("every step in order, with the time, the version and the fingerprint of what was judged", async () => {
    const steps = suiteOf({ path: "/health", expectBody: "ok" }, { path: "/metrics" });
    const verdict = await judged(service.url, steps, { version: "1.2.3" });
    expect(verdict).toMatchObject({ verdict: "passed", version: "1.2.3", startedAt: "2026-11-18T09:00:00.000Z" });
    expect(verdict.steps.map(({ verdict: each, tries }) => [each, tries])).toEqual([
      ["passed", 1],
      ["passed", 1],
    ]);
    expect(service.seen.map(({ path }) => path)).toEqual(["/health", "/metrics"]);
    service.answer = saying("ok", 200, { "x-release-version": "1.2.4" });
    const next = await judged(service.url, steps);
    expect(next.version).toBe("1.2.4");
    expect(next.digest).not.toBe(verdict.digest);
  });

  test("a value is taken and used, in paths and bodies without breaking out of them", async () => {
    const awkward = 'a/b "c"?d=1';
    service.answer = saying(JSON.stringify({ order: { id: awkward } }), 201);
    const extract = { name: "ORDER_ID", jsonPath: "$.order.id" };
    const verdict = await judged(
      service.url,
      suiteOf(
        { path: "/orders", method: "POST", body: "{}", expectStatus: 201, extract },
        { path: "/orders/{{ ORDER_ID }}", expectStatus: 201, method: "PUT", body: '{"id":"{{ORDER_ID}}"}' },
      ),
    );
    expect(verdict.verdict).toBe("passed");
    expect(service.seen[1]?.path).toBe(`/orders/${encodeURIComponent(awkward)}`);
    expect(service.seen[1]?.headers["content-length"]).toBe(String(JSON.stringify({ id: awkward }).length));
    expect(JSON.stringify(verdict)).not.toContain("a/b");
  });

  test("a redirect within the origin, and one that the step expects", async () => {
    service.answer = inTurn(to("/en"), saying("ok"));
    expect((await judged(service.url, suiteOf({ path: "/", expectBody: "ok" }))).verdict).toBe("passed");
    service.answer = to(`${other.url}/login`, 308);
    expect((await judged(service.url, suiteOf({ path: "/old", expectStatus: 308 }))).verdict).toBe("passed");
    expect(other.seen).toEqual([]);
  });

  test("a step that reads at its third try, told as such", async () => {
    service.answer = inTurn(hangUp, saying("no", 503), saying("ok"));
    const verdict = await judged(service.url, suiteOf({ path: "/ready" }));
    expect(verdict.steps).toMatchObject([{ verdict: "passed", tries: 3 }]);
  });

  test("the factor of a stage gives a step more time", async () => {
    service.answer = silence;
    const verdict = await judged(service.url, suiteOf({ path: "/", within: "0.05 seconds" }), { factor: 4, tries: 1 });
    expect(verdict.steps).toMatchObject([{ reason: "late", text: "no whole answer within 0.2 s" }]);
  });

  test("names below localhost are this machine", async () => {
    const url = `http://web-dev.localhost:${String(service.port)}`;
    expect((await judged(url, suiteOf({ path: "/health" }))).verdict).toBe("passed");
    expect(service.seen[0]?.headers.host).toBe(`web-dev.localhost:${String(service.port)}`);
  });
});

const large = "x".repeat(mostBytes + 1);
const noes: readonly (readonly [string, SmokeReason, RequestListener, GivenStep, number])[] = [
  ["another status", "status", saying("ok", 500), { path: "/" }, 3],
  ["a text that is not there", "body", saying("fine"), { path: "/", expectBody: "ok" }, 3],
  ["no answer in time", "late", silence, { path: "/", within: "0.05 seconds" }, 3],
  ["an answer that breaks off", "partial", cut, { path: "/" }, 3],
  ["a connection that is cut", "no-answer", hangUp, { path: "/" }, 3],
  ["an answer without end", "too-large", saying(large), { path: "/" }, 1],
  ["a page to sign in on the same host", "login", to("/login?next=/"), { path: "/" }, 1],
  ["a page to sign in elsewhere", "login", to("https://vercel.com/sso-api?url=x"), { path: "/" }, 1],
  ["another host", "redirected", to("https://example.com/"), { path: "/" }, 1],
  ["a circle", "redirected", to("/again"), { path: "/" }, 1],
  ["no address at all", "redirected", to("http://["), { path: "/" }, 1],
  ["a redirect of a write", "redirected", to("/there", 307), { path: "/", method: "POST", body: "{}" }, 1],
  ["a write that fails, once", "status", saying("no", 503), { path: "/", method: "POST", body: "{}" }, 1],
  ["another version", "version", saying("ok", 200, { "x-release-version": "1.2.2" }), { path: "/" }, 3],
  ["no version", "version", saying("ok", 200, { "x-release-version": "" }), { path: "/" }, 3],
  ["no JSON", "extract", saying("<html>"), { path: "/", extract: { name: "A", jsonPath: "$.id" } }, 3],
  [
    "JSON without the value",
    "extract",
    saying('{"id":null}'),
    { path: "/", extract: { name: "A", jsonPath: "$.id" } },
    3,
  ],
  ["a path that is none", "extract", saying("{}"), { path: "/", extract: { name: "A", jsonPath: "$[" } }, 3],
];

test.each(noes)("%s is a no: %s", async (_, reason, answer, step, tries) => {
  service.answer = answer;
  const verdict = await judged(service.url, suiteOf(step, { path: "/after" }), { version: "1.2.3", bypass: canary });
  expect(verdict.verdict).toBe("failed");
  expect(verdict.steps).toMatchObject([
    { verdict: "failed", reason, tries },
    { verdict: "not-run", tries: 0 },
  ]);
  expect(service.seen.map(({ path }) => path)).not.toContain("/after");
  expect(JSON.stringify(verdict)).not.toContain(canary);
});

describe("what is no suite, no address, no time", () => {
  test("nobody listens", async () => {
    const { url } = other;
    await other.stop();
    const verdict = await judged(url, suiteOf({ path: "/" }));
    expect(verdict.steps).toMatchObject([{ reason: "no-answer", text: "no answer (ECONNREFUSED)" }]);
    other = await Service.start(saying("ok"));
  });

  test.each([
    ["no suite", { steps: undefined }, "no smoke suite"],
    ["an empty suite", { steps: [] }, "no smoke suite"],
    ["no address", { url: undefined }, "address is not known"],
    ["no address, and why", { url: undefined, why: "no project yet" }, "no project yet"],
  ])("%s is a no, and nobody is asked", async (_, change, why) => {
    const subject = { service: "web", stage: "dev", url: service.url, steps: suiteOf({ path: "/" }), ...change };
    const verdict = await judgeService(subject, quick);
    expect(verdict).toMatchObject({ verdict: "failed", why: expect.stringContaining(why), version: null });
    expect(service.seen).toEqual([]);
  });

  test("no services are a no; one that fails fails all", async () => {
    expect((await judgeServices("dev", "dev", [], quick)).verdict).toBe("failed");
    const good = { service: "web", stage: "dev", url: service.url, steps: suiteOf({ path: "/" }) };
    expect((await judgeServices("dev", "dev", [good], quick)).verdict).toBe("passed");
    const bad = { ...good, service: "bridge-api", steps: suiteOf({ path: "/", expectBody: "other" }) };
    expect((await judgeServices("dev", "dev", [good, bad], quick)).verdict).toBe("failed");
  });

  test("the time of a suite is bounded, whatever its steps may take", async () => {
    service.answer = silence;
    const steps = suiteOf({ path: "/", within: "10 minutes" });
    const verdict = await judged(service.url, steps, { limit: 40 });
    expect(verdict.steps).toMatchObject([{ verdict: "failed" }]);
    expect(["late", "out-of-time"]).toContain(verdict.steps[0]?.reason);
  });

  test("who stops the command stops the suite: no verdict is made of it", async () => {
    const stop = new AbortController();
    service.answer = () => stop.abort();
    await expect(judged(service.url, suiteOf({ path: "/" }), { signal: stop.signal })).rejects.toThrow("aborted");
  });
});

describe("the secret that passes deployment protection", () => {
  test("goes with every request of the service, and to no other host", async () => {
    service.answer = inTurn(to("/en"), to(`${other.url}/`));
    const verdict = await judged(service.url, suiteOf({ path: "/" }), { bypass: canary });
    expect(verdict.steps[0]?.reason).toBe("redirected");
    expect(service.seen.map(({ headers }) => headers["x-vercel-protection-bypass"])).toEqual([canary, canary]);
    expect(other.seen).toEqual([]);
  });

  test("that is wrong is told as such", async () => {
    service.answer = saying("DEPLOYMENT_PROTECTED", 401, { "x-vercel-error": "DEPLOYMENT_PROTECTED" });
    const verdict = await judged(service.url, suiteOf({ path: "/" }), { bypass: canary });
    expect(verdict.steps[0]?.text).toContain("deployment protection was not passed");
  });
});
