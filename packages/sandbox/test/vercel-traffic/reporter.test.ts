import { createServer, type Server } from "node:http";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { Ajv } from "ajv";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { Reporter } from "../../src/vendors/vercel/traffic/reporter.ts";
import { toJsonSchema } from "../helpers/open-api-schema.ts";

interface Sent {
  readonly path: string;
  readonly key: unknown;
  readonly body: { series: { metric: string; tags: string[]; points: unknown[]; type?: number }[] };
}

const at = 1_700_000_000;
const tags = { service: "web", env: "prod" };
let server: Server;
let status = 202;
let reporter: Reporter;
const sent: Sent[] = [];

beforeEach(async () => {
  sent.length = 0;
  status = 202;
  server = createServer((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    incoming.once("end", () => {
      const body = JSON.parse(text) as Sent["body"];
      sent.push({ path: incoming.url ?? "", key: incoming.headers["dd-api-key"], body });
      response.writeHead(status).end("{}");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  // Nothing is sent of itself within a test.
  reporter = new Reporter({ target: { url, apiKey: "key" }, now: () => at * 1000 + 999, every: 3_600_000 });
});

afterEach(async () => {
  status = 202;
  await reporter.close();
  server.closeAllConnections();
  server.close();
});

describe("the reporter", () => {
  it("sends counts, gauges and distributions with tags and sandbox time", async () => {
    reporter.count("a.count", tags);
    reporter.count("a.count", tags, 2);
    reporter.count("a.count", { ...tags, env: "dev" });
    reporter.gauge("a.gauge", tags, 5);
    reporter.gauge("a.gauge", tags, 7);
    reporter.value("a.time", tags, 12.5);
    reporter.value("a.time", tags, 30);
    await reporter.flush();
    const list = ["service:web", "env:prod"];
    const plain = [
      { metric: "a.count", type: 1, tags: list, points: [{ timestamp: at, value: 3 }] },
      { metric: "a.count", type: 1, tags: ["service:web", "env:dev"], points: [{ timestamp: at, value: 1 }] },
      { metric: "a.gauge", type: 3, tags: list, points: [{ timestamp: at, value: 7 }] },
    ];
    const spread = [{ metric: "a.time", tags: list, points: [[at, [12.5, 30]]] }];
    expect(sent).toEqual([
      { path: "/api/v2/series", key: "key", body: { series: plain } },
      { path: "/api/v1/distribution_points", key: "key", body: { series: spread } },
    ]);
    await reporter.flush();
    expect(sent).toHaveLength(2);
  });

  it("sends what Datadog's published schema asks for", async () => {
    const file = join(import.meta.dirname, "../../../../../shared/specs/openapi/datadog-v2.json");
    if (!existsSync(file)) return void process.stdout.write(`not validated: no specification in ${file}\n`);
    const ajv = new Ajv({ strict: false, formats: { int64: true, int32: true, double: true } });
    const document = toJsonSchema(JSON.parse(readFileSync(file, "utf8"))) as Record<string, unknown>;
    ajv.addSchema({ $id: "doc", ...document });
    const isValid = ajv.compile({ $ref: "doc#/components/schemas/MetricPayload" });
    reporter.count("a.count", tags);
    await reporter.flush();
    expect(isValid(sent[0]?.body)).toBe(true);
    expect(isValid({ series: [{ metric: "a.count" }] })).toBe(false);
  });

  it.each([500, 429])("keeps what was answered with %i, and sends it in its order", async (refusal) => {
    status = refusal;
    reporter.count("first", tags);
    await reporter.flush();
    reporter.count("second", tags);
    await reporter.flush();
    status = 202;
    await reporter.flush();
    expect(sent.slice(-2).map(({ body }) => body.series[0]?.metric)).toEqual(["first", "second"]);
    expect(reporter.dropped).toBe(0);
  });

  it("gives up what is refused for good", async () => {
    status = 400;
    reporter.count("bad", tags);
    await reporter.flush();
    status = 202;
    await reporter.flush();
    expect(sent).toHaveLength(1);
    expect(reporter.dropped).toBe(1);
  });

  it("does not grow without bound", async () => {
    for (let index = 0; index < 600; index++) reporter.count("many", { index: String(index) });
    expect(reporter.dropped).toBe(100);
    await reporter.flush();
    for (let index = 0; index < 5_001; index++) reporter.value("times", tags, index);
    expect(reporter.dropped).toBe(101);
    status = 500;
    for (let index = 0; index < 70; index++) {
      reporter.count("late", tags);
      await reporter.flush();
    }
    // 1 of the times and 70 counts waited, 60 may.
    expect(reporter.dropped).toBe(101 + 11);
  });
});
