import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { PulumiCommand } from "@pulumi/pulumi/automation/index.js";
import semver from "semver";
import { expect, test } from "vitest";
import { automationRoot } from "../../../packages/cli/src/engine/automation-root.ts";
import { isLocated, locateEngine } from "../../../packages/cli/src/engine/locate.ts";
import { ENGINE_RANGE } from "../../../packages/cli/src/engine/pins.ts";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const binary = join(root, ".launchgate/engine/bin/pulumi");

test("the real engine is located and the Automation API takes it", async (context) => {
  if (!existsSync(binary)) {
    const reason = `there is no ${binary}; run \`launchgate engine install\``;
    console.warn(`skipped: ${reason}`);
    context.skip(reason);
  }
  const location = await locateEngine({ root, env: { PATH: "" }, home: join(tmpdir(), "no-such-home") });
  if (!isLocated(location)) throw new Error(location.missing.map((one) => one.message).join(" "));
  expect(location).toMatchObject({ path: binary, source: "local" });
  expect(semver.satisfies(location.version, ENGINE_RANGE, { includePrerelease: true })).toBe(true);
  const engineRoot = automationRoot(location);
  if (engineRoot === undefined) throw new Error("the engine is not in a bin folder");
  const command = await PulumiCommand.get({ root: engineRoot });
  expect(command.version?.version).toBe(location.version);
});
