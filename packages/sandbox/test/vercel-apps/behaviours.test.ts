import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { behaviourOf, behaviours } from "../../apps/shared/behaviours.ts";
import { Strain } from "../../apps/shared/strain.ts";
import { endAfterAll, start, type App } from "./app.ts";
import { codeOf, write } from "./writes.ts";

endAfterAll();

/** Of a hundred requests thirty fail, spread evenly. */
async function failsThirty({ call }: App): Promise<boolean> {
  const statuses: number[] = [];
  for (let index = 0; index < 20; index++) statuses.push((await call("GET /watch/a")).status);
  return statuses.filter((status) => status === 500).length === 6;
}

/** What each behaviour shows, and a good version does not. Corrupted writes need a database: orders.test.ts. */
const shows: Readonly<Record<string, (app: App, behaviour: string) => Promise<boolean>>> = {
  slow: async ({ call }) => {
    const times: number[] = [];
    for (let index = 0; index < 3; index++) {
      const began = performance.now();
      await call("GET /");
      times.push(performance.now() - began);
    }
    // The fastest: a machine that is busy makes answers later, never earlier.
    return Math.min(...times) > 1_000;
  },
  failing: failsThirty,
  "failing-and-corrupting": failsThirty,
  "auth-breaking": async (app) => app.name === "bridge-api" && codeOf(await write(app, "a")) === "FORBIDDEN",
  leaking: async ({ call }) => {
    const before = heldBytes();
    for (let index = 0; index < 400; index++) await call("GET /v1/videos/a");
    return heldBytes() - before > 60 * 1024 * 1024;
  },
  "failing-under-load": async ({ call }, name) => {
    const alone = await call("GET /v1/videos/a");
    const strain = new Strain(behaviourOf(name));
    const many = await Promise.all(Array.from({ length: 30 }, () => strain.begin()));
    return alone.status === 200 && many.filter((status) => status === 503).length === 22;
  },
};

/** Bytes of the heap that something still needs. */
function heldBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  return process.memoryUsage().heapUsed;
}

const environment = { MUX_URL: "http://127.0.0.1:9" };

describe("versions as data (D1)", () => {
  it("are all shown by a test", () => {
    const others = ["good", "write-corrupting"];
    expect(Object.keys(behaviours).filter((name) => !others.includes(name))).toEqual(Object.keys(shows));
  });

  it.each(Object.keys(shows))("%s is what it says, and good is not", async (behaviour) => {
    const name = ["slow", "failing", "failing-and-corrupting"].includes(behaviour) ? "web" : "bridge-api";
    const bad = await start(name, environment, { behaviour });
    expect(await shows[behaviour]?.(bad, behaviour)).toBe(true);
    await bad.close();
    const fine = await start(name, environment);
    expect(await shows[behaviour]?.(fine, "good")).toBe(false);
  });

  it("never break the diagnostics", async () => {
    for (const behaviour of Object.keys(behaviours)) {
      const { call } = await start("web", environment, { behaviour });
      const statuses = await Promise.all(Array.from({ length: 12 }, () => call("GET /health")));
      expect(statuses.map(({ status }) => status)).toEqual(statuses.map(() => 200));
    }
  });

  it("that nobody knows do not start", async () => {
    await expect(start("web", {}, { behaviour: "odd" })).rejects.toThrow('no behaviour "odd"');
  });
});
