import { describe, expect, it } from "vitest";
import { realOf, type Stretch } from "../../src/vendors/neon/postgres/clock-ledger.ts";
import { endpointOf, errorMessage, readFirst, writeStartup } from "../../src/vendors/neon/postgres/startup-packet.ts";

/** Real 1000-2000: as real. At 2000 a jump to 10000. At 3000 it stops at 11000; at 5000 it goes on. At 6000 it is set back to 500. */
const stretches: readonly Stretch[] = [
  { real: 1000, sandbox: 1000, running: true },
  { real: 2000, sandbox: 10_000, running: true },
  { real: 3000, sandbox: 11_000, running: false },
  { real: 5000, sandbox: 11_000, running: true },
];

describe("a moment of sandbox time", () => {
  it.each([
    ["before everything", 400, 400],
    ["while the clocks went together", 1500, 1500],
    ["that was jumped over", 5000, 2000],
    ["behind a jump", 10_400, 2400],
    ["at which the clock stood, to the end of standing", 11_000, 5000],
    ["behind the standing", 11_100, 5100],
  ])("%s is a moment of real time", (_what, at, real) => {
    expect(realOf(stretches, at)).toBe(real);
  });

  it("that was there twice is the later one", () => {
    const back = [...stretches, { real: 6000, sandbox: 1000, running: true }];
    expect(realOf(back, 1500)).toBe(6500);
  });

  it("at which the clock still stands has no end yet", () => {
    expect(realOf(stretches.slice(0, 3), 11_000)).toBe(Number.POSITIVE_INFINITY);
  });
});

describe("the first message of a client", () => {
  const startup = writeStartup(
    new Map([
      ["user", "me"],
      ["options", "endpoint=ep-a-pooler -c work_mem=1MB"],
    ]),
  );

  it("is read when it is whole, and written back", () => {
    expect(readFirst(startup.subarray(0, 20))).toBeUndefined();
    const read = readFirst(Buffer.concat([startup, Buffer.from("more")]));
    expect(read).toMatchObject({ kind: "startup", rest: Buffer.from("more") });
    expect(read?.kind === "startup" && writeStartup(read.parameters)).toEqual(startup);
  });

  it.each([
    ["encryption", Buffer.from("0000000804d2162f", "hex")],
    ["encryption", Buffer.from("0000000804d21630", "hex")],
    ["cancel", Buffer.from("0000001004d2162e0000000100000002", "hex")],
    ["other", Buffer.from("GET / HTTP/1.1\r\n")],
    ["other", Buffer.from("0000000800020000", "hex")],
  ])("is %s", (kind, bytes) => {
    expect(readFirst(bytes)?.kind).toBe(kind);
  });

  it("names a compute among other options, pooled or not", () => {
    expect(endpointOf("endpoint=ep-a-pooler -c work_mem=1MB")).toEqual({ endpoint: "ep-a", others: "-c work_mem=1MB" });
    expect(endpointOf("-c a=b")).toEqual({ endpoint: undefined, others: "-c a=b" });
  });

  it("gets errors that say how long they are", () => {
    const message = errorMessage("57P03", "not now");
    expect(message.readUInt32BE(1)).toBe(message.length - 1);
    expect(message.toString("utf8")).toContain("C57P03\0Mnot now\0");
  });
});
