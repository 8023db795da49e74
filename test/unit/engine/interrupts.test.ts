import { EventEmitter } from "node:events";
import { expect, test } from "vitest";
import { withInterrupts } from "../../../packages/cli/src/engine/interrupts.ts";

test.each(["SIGINT", "SIGTERM"])(
  "the first %s aborts once, later ones only warn; afterwards nobody listens",
  async (name) => {
    const source = new EventEmitter();
    const said: string[] = [];
    let aborts = 0;
    const result = await withInterrupts(
      { err: (text) => said.push(text) },
      (signal) => {
        signal.addEventListener("abort", () => (aborts += 1));
        source.emit(name);
        source.emit(name);
        source.emit("SIGINT");
        return Promise.resolve("done");
      },
      source,
    );
    expect(result).toBe("done");
    expect(aborts).toBe(1);
    expect(said.map((text) => text.split(/[.:]/)[0])).toEqual(["Stopping", "Still stopping", "Still stopping"]);
    expect(source.listenerCount("SIGINT") + source.listenerCount("SIGTERM")).toBe(0);
  },
);

test("listeners go when the work fails", async () => {
  const source = new EventEmitter();
  const failing = withInterrupts({ err: () => undefined }, () => Promise.reject(new Error("no")), source);
  await expect(failing).rejects.toThrow("no");
  expect(source.eventNames()).toEqual([]);
});
