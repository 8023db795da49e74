/** What the practice plugin does when a vendor has trouble: repeats what may be repeated, tells the rest in one message. (issue 6, faults) */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { VendorHttp } from "../../src/plugin/vendor-http.ts";

type Answer = (response: ServerResponse) => void;

const answers: Answer[] = [];
const asked: string[] = [];
const notes: string[] = [];
const log = { info: (text: string) => void notes.push(text), warning: (text: string) => void notes.push(text) };
const server = createServer((request: IncomingMessage, response) => {
  asked.push(`${String(request.method)} ${String(request.url)}`);
  const answer = answers.length > 1 ? answers.shift() : answers[0];
  (answer ?? ok)(response);
});
const says =
  (status: number, body: object = {}, headers: Readonly<Record<string, string>> = {}): Answer =>
  (response) =>
    void response.writeHead(status, { "content-type": "application/json", ...headers }).end(JSON.stringify(body));
const ok = says(200, { fine: true });
const breaks: Answer = (response) => void response.destroy();
const silent: Answer = () => undefined;
let http: VendorHttp;
let baseUrl: string;

const client = (timeoutSeconds = 5, signal = new AbortController().signal): VendorHttp =>
  new VendorHttp({
    vendor: "Vercel",
    baseUrl,
    headers: { authorization: "Bearer canary-9d1" },
    signal,
    log,
    timeoutSeconds,
  });

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
beforeEach(() => {
  answers.length = 0;
  asked.length = 0;
  notes.length = 0;
  http = client();
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("a vendor in trouble", () => {
  it.each(["GET", "PUT", "DELETE"])("%s goes again after 500, 502 and a broken connection", async (method) => {
    answers.push(says(500), says(502), breaks, ok);
    expect((await http.request(method, "/things")).status).toBe(200);
    expect(asked).toHaveLength(4);
    expect(notes.join("\n")).toContain("HTTP 500");
  });

  it.each(["POST", "PATCH"])("%s is not sent twice after 500: nobody knows whether it took effect", async (method) => {
    answers.push(says(500, { message: "boom" }));
    await expect(http.request(method, "/things", { a: 1 })).rejects.toThrow(
      `Vercel refused ${method} /things: HTTP 500 {"message":"boom"}`,
    );
    expect(asked).toHaveLength(1);
  });

  it("a POST whose answer never came is told, not repeated", async () => {
    answers.push(silent);
    await expect(client(0.2).request("POST", "/things", {})).rejects.toThrow(
      /^Vercel cannot be reached for POST \/things/,
    );
    expect(asked).toHaveLength(1);
  });

  it.each([429, 503])("any request goes again after %d, once the vendor's pause is over", async (status) => {
    answers.push(says(status, {}, { "retry-after": "1" }), ok);
    const start = performance.now();
    expect((await http.request("POST", "/things", {})).status).toBe(200);
    expect(performance.now() - start).toBeGreaterThanOrEqual(990);
    expect(asked).toHaveLength(2);
  });

  it("gives up after five tries with the vendor's own words", async () => {
    answers.push(says(503, { message: "down for maintenance" }));
    await expect(http.get("/things")).rejects.toThrow("HTTP 503");
    expect(asked).toHaveLength(5);
  });

  it("a refusal is final, and what is not there is no error to look for or to remove", async () => {
    answers.push(says(422, { message: "no" }));
    await expect(http.get("/things")).rejects.toMatchObject({ status: 422, kind: "precondition" });
    expect(asked).toHaveLength(1);
    answers.splice(0, 1, says(404));
    expect(await http.find("/things/1")).toBeUndefined();
    await expect(http.remove("/things/1")).resolves.toBeUndefined();
  });

  it("stops at once when the engine asks to stop", async () => {
    answers.push(silent);
    const stop = new AbortController();
    const running = client(30, stop.signal).get("/things");
    await expect.poll(() => asked.length).toBe(1);
    stop.abort();
    await expect(running).rejects.toThrow();
  });

  it("tells no token, whatever goes wrong", async () => {
    answers.push(says(403, { message: "forbidden" }));
    const error = await http.get("/things").catch((thrown: unknown) => thrown);
    expect(`${String(error)}${notes.join("")}`).not.toContain("canary-9d1");
  });
});

describe("addresses", () => {
  it.each(["https://api.vercel.com", "http://10.0.0.1", "http://localhost.example.com"])(
    "refuses %s: practice only",
    (url) => {
      expect(
        () => new VendorHttp({ vendor: "Vercel", baseUrl: url, headers: {}, signal: AbortSignal.any([]), log }),
      ).toThrow("loopback only");
    },
  );
});
