/** One clock for all vendors of the sandbox, by command. (D1, L1, issue 7 point 7) */
import { afterAll, beforeAll, expect, it } from "vitest";
import { SandboxFolder, type Answered } from "./sandbox-folder.ts";

interface Clock {
  readonly now: string;
  readonly mode: string;
  readonly error: { readonly code: string; readonly message: string };
}

const folder = new SandboxFolder();
const clock = (...args: string[]): Promise<Answered<Clock>> => folder.json("clock", ...args);

beforeAll(() => folder.json("start"));
afterAll(async () => {
  await folder.json("stop");
  folder.remove();
});

it("can be stopped, set, moved on and continued; each tells how it stands then", async () => {
  expect((await clock("pause")).data.mode).toBe("paused");
  const acts: [string[], string][] = [
    [["set", "2026-12-24T11:00:00+01:00"], "2026-12-24T10:00:00.000Z"],
    [["advance", "90m"], "2026-12-24T11:30:00.000Z"],
    [["advance", "1 day"], "2026-12-25T11:30:00.000Z"],
    [["show"], "2026-12-25T11:30:00.000Z"],
  ];
  for (const [args, now] of acts)
    expect([args, await clock(...args)]).toMatchObject([args, { exitCode: 0, data: { now, mode: "paused" } }]);
  expect((await clock("run")).data.mode).toBe("running");
  const told = await folder.run(["sandbox", "clock", "show"]);
  expect(told.stdout).toMatch(/^The sandbox's clock: 2026-12-25T11:3\d:\d\d\.\d{3}Z, running\.\n$/);
});

it.each([
  ["a duration that is none", ["advance", "soon"], "option.invalid"],
  ["a moment without its zone", ["set", "2026-12-24T10:00:00"], "option.invalid"],
  ["a moment that is left out", ["set"], "command.invalid"],
  ["the options of before", ["--set", "2026-12-24T10:00:00Z"], "command.invalid"],
])("refuses %s, and stands where it stood", async (_, args, code) => {
  await clock("pause");
  const { now } = (await clock("show")).data;
  expect(await clock(...args)).toMatchObject({ exitCode: 2, data: { error: { code } } });
  expect((await clock("show")).data.now).toBe(now);
});
