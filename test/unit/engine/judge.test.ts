import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect } from "vitest";
import { judgeEngine, judgeVersion } from "../../../packages/cli/src/engine/judge.ts";
import { script, test } from "./stubs.ts";

describe("judgeVersion", () => {
  test.for([
    ["v3.259.0", "3.259.0"],
    ["3.259.0", "3.259.0"],
    ["v3.999.9", "3.999.9"],
    ["v3.260.0-alpha.1", "3.260.0-alpha.1"],
  ] as const)("takes %s", ([text, version]) => {
    expect(judgeVersion(text)).toEqual({ ok: true, version });
  });

  test.for([
    ["v3.258.9", "wrong-version", "it is version 3.258.9, and >=3.259.0 <4.0.0 is needed"],
    ["v3.259.0-alpha.1", "wrong-version", "it is version 3.259.0-alpha.1, and >=3.259.0 <4.0.0 is needed"],
    ["v4.0.0", "wrong-version", "it is version 4.0.0, and >=3.259.0 <4.0.0 is needed"],
    ["", "no-version", "`pulumi version` printed nothing, which is not a version"],
    ["dev", "no-version", '`pulumi version` printed "dev", which is not a version'],
    ["v3.259", "no-version", '`pulumi version` printed "v3.259", which is not a version'],
  ] as const)("refuses %j", ([text, code, reason]) => {
    expect(judgeVersion(text)).toEqual({ ok: false, code, reason });
  });
});

describe("judgeEngine", () => {
  test("tells a file that cannot start from one that fails", async ({ machine }) => {
    const lost = join(machine.folder, "lost");
    await writeFile(lost, "#!/no/such/interpreter\n");
    await chmod(lost, 0o755);
    expect(await judgeEngine(lost, machine.env)).toMatchObject({ ok: false, code: "does-not-start" });
    const foreign = join(machine.folder, "foreign");
    await writeFile(foreign, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0]));
    await chmod(foreign, 0o755);
    expect(await judgeEngine(foreign, machine.env)).toMatchObject({ ok: false });
    const failing = await script(join(machine.folder, "failing"), "exit 1");
    expect(await judgeEngine(failing, machine.env)).toEqual({
      ok: false,
      code: "fails",
      reason: "`pulumi version` ended with 1: no message",
    });
  });

  test("tells one that the system killed", async ({ machine }) => {
    const killed = await script(join(machine.folder, "killed"), "kill -9 $$");
    expect(await judgeEngine(killed, machine.env)).toMatchObject({ ok: false, code: "fails" });
  });

  test("stops one that does not answer when cancelled", async ({ machine }) => {
    const hanging = await script(join(machine.folder, "hanging"), "exec sleep 300");
    const verdict = await judgeEngine(hanging, machine.env, AbortSignal.timeout(100));
    expect(verdict).toMatchObject({ ok: false, code: "cancelled" });
  });

  test("masks credentials in what a broken one prints", async ({ machine }) => {
    const leaky = await script(
      join(machine.folder, "leaky"),
      "echo 'see https://me:canary@example.test/x' >&2",
      "exit 1",
    );
    expect(await judgeEngine(leaky, machine.env)).toMatchObject({
      reason: "`pulumi version` ended with 1: see https://***@example.test/x",
    });
  });
});
