import { once } from "node:events";
import { connect } from "node:net";
import { expect, vi } from "vitest";
import { services } from "../../../../stacks/services.ts";
import { beside, start, type App, type AppName } from "./app.ts";
import { codeOf, readBack, write } from "./writes.ts";

/** What a check gets: an application's name, and where there is a database. */
export interface Ground {
  readonly name: AppName;
  /** Connection string of a database of its own. */
  readonly database: string;
}

/** Asks an application for one row of the page. */
export type Check = (ground: Ground) => Promise<void>;

const words = { STAGE: "staging" };
const unreachable = { MUX_URL: "http://127.0.0.1:9", DATABASE_URL: "postgres://127.0.0.1:9/none" };

/** One check for each row of docs/application-contract.md, by its id. */
export const checks: Readonly<Record<string, Check>> = {
  async "version-header"({ name }) {
    const { call } = await start(name, words, { version: "4.5.6" });
    const all = await Promise.all(
      ["GET /health", "GET /ready", "GET /nowhere", "GET /metrics"].map((line) => call(line)),
    );
    expect(all.map(({ headers }) => headers.get("x-release-version"))).toEqual(all.map(() => "4.5.6"));
  },

  async "request-log"({ name }) {
    const lines: string[] = [];
    const spy = vi.spyOn(process.stdout, "write").mockImplementation((text) => lines.push(String(text)) > 0);
    const { call } = await start(name, words);
    await call("GET /nowhere");
    spy.mockRestore();
    const line = lines
      .map((each) => JSON.parse(each) as Record<string, unknown>)
      .find(({ path }) => path === "/nowhere");
    const about = { event: "request", service: name, env: "staging", version: "1.2.3", status_class: "4xx" };
    expect(line).toMatchObject({ ...about, auth_outcome: "allowed", duration_ms: expect.any(Number) as number });
  },

  async metrics({ name }) {
    const { call } = await start(name);
    await call("GET /health");
    const { text, headers } = await call("GET /metrics");
    expect(headers.get("content-type")).toContain("text/plain");
    expect(text).toMatch(/^http_requests_total\{version="1\.2\.3",status="200"\} 1$/m);
  },

  async health({ name }) {
    const { call } = await start(name, unreachable, { behaviour: "failing" });
    expect(await call("GET /health")).toMatchObject({ status: 200, json: { status: "ok", version: "1.2.3" } });
  },

  async ready({ name, database }) {
    const fine = await start(name, { DATABASE_URL: database });
    expect(await fine.call("GET /ready")).toMatchObject({ status: 200, json: { status: "ready" } });
    const { call } = await start(name, unreachable);
    const answer = await call("GET /ready");
    expect(answer).toMatchObject({ status: 503, json: { status: "unavailable" } });
    expect(answer.text).not.toMatch(/\bready\b/i);
  },

  async smoke({ name, database }) {
    await runSmoke(await start(name, { DATABASE_URL: database }), () => true);
  },

  async "smoke-frozen"({ name, database }) {
    const edge = await beside({ "write-freeze": true });
    const app = await start(name, { DATABASE_URL: database, EDGE_CONFIG: `${edge.url}/ecfg?token=t` });
    await runSmoke(app, (step) => !isWrite(step) && !step.path.includes("{{"));
  },

  async "error-body"({ name }) {
    const { call } = await start(name, unreachable);
    for (const answer of [await call("GET /nowhere"), await call("GET /v1/sessions/a"), await call("GET /v1/orders")]) {
      expect(answer.status).toBeGreaterThanOrEqual(400);
      expect(answer.json).toEqual({
        error: { code: expect.any(String) as string, message: expect.any(String) as string },
      });
      expect(answer.text).not.toMatch(/ECONNREFUSED|127\.0\.0\.1|at .*\.ts/);
    }
  },

  async "auth-codes"() {
    const app = await start("bridge-api", { WORKSPACE_TOKEN: "right" });
    const as = (authorization?: string) => write(app, "a", authorization === undefined ? {} : { authorization });
    expect([(await as()).status, codeOf(await as())]).toEqual([401, "UNAUTHORIZED"]);
    expect([(await as("Bearer wrong")).status, codeOf(await as("Bearer wrong"))]).toEqual([403, "FORBIDDEN"]);
    expect(codeOf(await as("Bearer right"))).toBe("DATABASE_UNAVAILABLE");
  },

  async "write-freeze"({ name, database }) {
    const edge = await beside({ "write-freeze": false });
    const app = await start(name, { DATABASE_URL: database, EDGE_CONFIG: `${edge.url}/ecfg?token=t` });
    const before = await write(app, "freeze-1");
    expect(before.status).toBe(201);
    edge.answer = { status: 200, body: { "write-freeze": true } };
    const code = async (): Promise<unknown> => codeOf(await write(app, "freeze-2"));
    await expect.poll(code, { timeout: 20_000, interval: 20 }).toBe("WRITES_FROZEN");
    expect((await write(app, "freeze-3")).headers.get("retry-after")).toMatch(/^\d+$/);
    expect((await readBack(app, "freeze-1", before)).status).toBe(200);
    edge.answer = { status: 200, body: { "write-freeze": false } };
    await expect
      .poll(async () => (await write(app, "freeze-4")).status, { timeout: 20_000, interval: 20 })
      .toBeLessThan(300);
  },

  async "unknown-switches"({ name, database }) {
    const edge = await beside({}, 500);
    const app = await start(name, { DATABASE_URL: database, EDGE_CONFIG: `${edge.url}/ecfg?token=t` });
    expect(codeOf(await write(app, "unknown-1"))).toBe("SWITCHES_UNKNOWN");
    edge.answer = { status: 200, body: { "write-freeze": true } };
    await expect
      .poll(async () => codeOf(await write(app, "unknown-2")), { timeout: 20_000, interval: 20 })
      .toBe("WRITES_FROZEN");
    edge.answer = undefined;
    const asked = edge.asked;
    const codes = new Set<unknown>();
    const askedSince = async (): Promise<number> => {
      codes.add(codeOf(await write(app, "unknown-3")));
      return edge.asked - asked;
    };
    await expect.poll(askedSince, { timeout: 20_000, interval: 20 }).toBeGreaterThan(1);
    expect([...codes]).toEqual(["WRITES_FROZEN"]);
  },

  async "kill-switches"({ name, database }) {
    const edge = await beside({ "video-fallback": true, notifications: true });
    const [mux, queue] = [await beside(asset), await beside({}, 202)];
    const urls = { MUX_URL: mux.url, QUEUE_URL: queue.url, DATABASE_URL: database };
    const app = await start(name, { ...urls, EDGE_CONFIG: `${edge.url}/ecfg?token=t` });
    expect(await source(app)).toBe("fallback");
    await write(app, "kill-1");
    if (name === "bridge-api")
      await expect.poll(() => app.call("GET /metrics").then(backlog), { timeout: 20_000 }).toBe("1");
    expect(queue.got).toEqual([]);
    edge.answer = { status: 200, body: { "video-fallback": false, notifications: false } };
    await expect.poll(() => source(app), { timeout: 20_000, interval: 20 }).toBe("mux");
    if (name === "bridge-api") await expect.poll(() => queue.got.length, { timeout: 10_000 }).toBe(1);
  },

  async "dependency-falls"({ name }) {
    const mux = await beside(asset);
    const app = await start(name, { MUX_URL: mux.url });
    expect(await source(app)).toBe("mux");
    for (const answer of [{ status: 503, body: {} }, { status: 200, body: {} }, undefined]) {
      mux.answer = answer;
      expect(await source(app)).toBe("fallback");
    }
    expect(app.gauges["app.video.error_percent"]).toBe(75);
  },

  async "no-database"({ name }) {
    for (const environment of [{}, unreachable]) {
      const app = await start(name, environment);
      const answer = await write(app, "none-1");
      expect([answer.status, codeOf(answer)]).toEqual([503, "DATABASE_UNAVAILABLE"]);
      expect([(await app.call("GET /ready")).status, (await app.call("GET /health")).status]).toEqual([503, 200]);
      expect(app.counts).toEqual({});
    }
  },

  async "idempotent-writes"({ name, database }) {
    const app = await start(name, { DATABASE_URL: database });
    const all = await Promise.all(Array.from({ length: 6 }, () => write(app, "twice-1")));
    expect(all.map(({ status }) => status).toSorted()).toEqual([200, 200, 200, 200, 200, 201]);
    expect(new Set(all.map(({ json }) => json["id"])).size).toBe(1);
    expect(Object.values(app.counts)).toEqual([1]);
  },

  async acknowledged({ name, database }) {
    const app = await start(name, { DATABASE_URL: database });
    const written = await write(app, "kept-1");
    expect(written.status).toBe(201);
    await app.close();
    const next = await start(name, { DATABASE_URL: database }, { version: "1.2.4" });
    expect(await readBack(next, "kept-1", written)).toMatchObject({ status: 200, json: { id: written.json["id"] } });
  },

  async "two-versions"({ name, database }) {
    const [old, canary] = await Promise.all(
      ["1.0.0", "2.0.0"].map((version) => start(name, { DATABASE_URL: database }, { version })),
    );
    if (!old || !canary) throw new Error("two were started");
    const [one, two] = await Promise.all([write(old, "side-1"), write(canary, "side-2")]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect((await readBack(canary, "side-1", one)).status).toBe(200);
    expect((await readBack(old, "side-2", two)).status).toBe(200);
  },

  async "own-environment"({ name }) {
    vi.stubEnv("DATABASE_URL", "postgres://127.0.0.1:9/of-the-shell");
    vi.stubEnv("WORKSPACE_TOKEN", "of-the-shell");
    const app = await start(name);
    const answer = await write(app, "shell-1");
    vi.unstubAllEnvs();
    expect((answer.json["error"] as { message: string }).message).toContain("DATABASE_URL is not set");
  },

  async "graceful-end"({ name }) {
    const app = await start(name, {}, { behaviour: "slow" });
    const socket = connect(app.port, "127.0.0.1");
    socket.write("GET /nowhere HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n");
    const line = app.name === "web" ? "GET /" : "GET /v1/videos/a";
    const answer = app.call(line);
    await once(socket, "data");
    const end = app.close();
    expect((await answer).status).toBe(200);
    await end;
    await expect(app.call("GET /health")).rejects.toThrow("fetch failed");
  },
};

const asset = { data: { id: "a", playback_ids: [{ id: "play-a" }] } };

async function source({ name, call }: App): Promise<unknown> {
  const { status, json } = await call(name === "web" ? "GET /watch/a" : "GET /v1/videos/a");
  expect(status).toBe(200);
  return json["source"];
}

function backlog({ text }: { readonly text: string }): string | undefined {
  return /^app_queue_backlog\{.*\} (\d+)$/m.exec(text)?.[1];
}

interface Step {
  readonly title: string;
  readonly path: string;
  readonly method?: string;
  readonly body?: string;
  readonly expectStatus?: number;
  readonly expectBody?: string;
  readonly extract?: { readonly name: string; readonly jsonPath: string };
}

function isWrite({ method = "GET" }: Step): boolean {
  return method !== "GET";
}

/** Runs the declared smoke steps in their order, without credentials, as the synthetics do. */
async function runSmoke({ name, call }: App, isAsked: (step: Step) => boolean): Promise<void> {
  const values = new Map<string, string>();
  const asked = (services[name].smoke.steps as readonly Step[]).filter(isAsked);
  expect(asked.length).toBeGreaterThan(2);
  for (const { title, path, method = "GET", body, expectStatus = 200, expectBody = "", extract } of asked) {
    const filled = path.replaceAll(/\{\{ (\w+) \}\}/g, (_all, key: string) => values.get(key) ?? "");
    const answer = await call(`${method} ${filled}`, body === undefined ? undefined : JSON.parse(body), {});
    expect([title, answer.status]).toEqual([title, expectStatus]);
    expect(answer.text).toContain(expectBody);
    if (extract) values.set(extract.name, String(answer.json[extract.jsonPath.replace("$.", "")]));
  }
}
