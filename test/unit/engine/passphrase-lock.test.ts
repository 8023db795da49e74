/** Secrets are encrypted as the engine does. The salt and value below were made by pulumi 3.259.0. (S2) */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect } from "vitest";
import { passphraseLock } from "../../../packages/cli/src/engine/passphrase-lock.ts";
import { test } from "./stubs.ts";

const salt = "v1:4JCwsDljDN4=:v1:8JallSB/7jAIFM0K:Ugus5kFgmOrUvPUsqm5qeEuyoImMyg==";

test("opens the engine's own lock with the right passphrase, given or in a file", async ({ machine }) => {
  const encrypt = await passphraseLock("dev", salt, { PULUMI_CONFIG_PASSPHRASE: "example-passphrase" });
  const form = /^v1:[A-Za-z0-9+/]{16}:[A-Za-z0-9+/]+=*$/;
  expect(encrypt("hello")).toMatch(form);
  // 5 bytes and a tag of 16, as in the engine's own `uIZ0Jxltz87FbJcOUzCx9W4Jm6Z+`.
  expect(Buffer.from(encrypt("hello").split(":")[2] ?? "", "base64")).toHaveLength(21);
  expect(encrypt("hello")).not.toBe(encrypt("hello"));
  const file = path.join(machine.folder, "passphrase");
  await writeFile(file, "example-passphrase\n");
  const byFile = await passphraseLock("dev", salt, { PULUMI_CONFIG_PASSPHRASE_FILE: file });
  expect(byFile("x")).toMatch(form);
});

test("refuses a wrong passphrase before anything is written, and a missing one", async () => {
  await expect(passphraseLock("dev", salt, { PULUMI_CONFIG_PASSPHRASE: "other" })).rejects.toMatchObject({
    code: "engine.passphrase-wrong",
    exitCode: 2,
  });
  await expect(passphraseLock("dev", salt, {})).rejects.toMatchObject({ code: "engine.passphrase-missing" });
});
