import { once } from "node:events";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { startProgress } from "../../../packages/cli/src/engine/progress.ts";
import { officialDownload } from "../../../packages/cli/src/engine/ways/download.ts";
import type { WayContext } from "../../../packages/cli/src/engine/ways/way.ts";
import { engine, test } from "./stubs.ts";
import type { Machine } from "./stubs.ts";

async function context(machine: Machine, more: Partial<WayContext> = {}): Promise<WayContext> {
  const staging = join(machine.folder, "staging");
  await mkdir(staging);
  const progress = startProgress(undefined);
  progress.stop();
  return { ...machine, staging, signal: undefined, progress, ...more };
}

describe("officialDownload", () => {
  // The installer looks into its folder first: with an engine there it ends well without a network.
  test("runs the Automation API's installer on the staging folder", async ({ machine }) => {
    const given = await context(machine);
    await engine(join(given.staging, "bin/pulumi"));
    expect(await officialDownload().get(given)).toEqual({ ok: true, detail: "with the official installer" });
  });

  test("goes through HTTPS_PROXY and reports what the installer says when that refuses", async ({ machine }) => {
    const asked: string[] = [];
    const proxy = createServer();
    proxy.on("connect", (request, socket) => {
      asked.push(request.method ?? "");
      socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
    });
    await once(proxy.listen(0, "127.0.0.1"), "listening");
    const { port } = proxy.address() as AddressInfo;
    const env = { ...machine.env, HTTPS_PROXY: `http://127.0.0.1:${String(port)}` };
    const outcome = await officialDownload().get(await context(machine, { env }));
    proxy.close();
    expect(asked).toContain("CONNECT");
    expect(outcome).toMatchObject({
      ok: false,
      reason: expect.stringMatching(/^Failed to download /) as unknown,
      fix: expect.stringContaining("HTTPS_PROXY") as unknown,
    });
  });

  test("gives up when nothing arrives", async ({ machine }) => {
    const outcome = await officialDownload({ stallMs: 1, totalMs: 60_000 }).get(await context(machine));
    expect(outcome).toMatchObject({ ok: false, reason: "nothing arrived for 0.001 s" });
  });

  test("gives up when it takes too long", async ({ machine }) => {
    const outcome = await officialDownload({ stallMs: 60_000, totalMs: 1 }).get(await context(machine));
    expect(outcome).toMatchObject({ ok: false, reason: "it was not done after 0.001 s" });
  });

  test("ends without success when cancelled", async ({ machine }) => {
    const outcome = await officialDownload().get(await context(machine, { signal: AbortSignal.abort() }));
    expect(outcome).toMatchObject({ ok: false });
  });
});
