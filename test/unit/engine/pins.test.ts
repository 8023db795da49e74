import { readFile } from "node:fs/promises";
import { expect, test } from "vitest";
import semver from "semver";
import {
  ENGINE_MODULE,
  ENGINE_PACKAGE,
  ENGINE_RANGE,
  ENGINE_VERSION,
  GO_MINIMUM,
} from "../../../packages/cli/src/engine/pins.ts";

const read = (path: string): Promise<string> => readFile(new URL(`../../../${path}`, import.meta.url), "utf8");

test("the Go module, the SDK and the CLI pin the same engine", async () => {
  const goMod = await read("tools/engine/go.mod");
  expect(goMod).toMatch(new RegExp(`^\\t?(require )?${ENGINE_MODULE} v${ENGINE_VERSION}( // indirect)?$`, "m"));
  expect(goMod).toContain(`tool ${ENGINE_PACKAGE}\n`);
  expect(goMod).toMatch(new RegExp(`^go ${GO_MINIMUM.join("\\.")}(\\.\\d+)?$`, "m"));
  const program = JSON.parse(await read("package.json")) as { dependencies: Record<string, string> };
  expect(program.dependencies["@pulumi/pulumi"]).toBe(ENGINE_VERSION);
});

test("the pinned engine is in the accepted range", () => {
  expect(semver.satisfies(ENGINE_VERSION, ENGINE_RANGE)).toBe(true);
});
