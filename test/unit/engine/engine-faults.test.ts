/** Texts as engine 3.259.0 prints them, and what people are told. test/e2e provokes most of them for real. (P1, L4) */
import { expect, test } from "vitest";
import { engineFault, engineFaults } from "../../../packages/cli/src/engine/engine-faults.ts";

const cases: readonly [said: string, code: string, exitCode: number, tells: RegExp][] = [
  [
    "error: getting stack configuration: get stack secrets manager: incorrect passphrase",
    "engine.passphrase-wrong",
    2,
    /passphrase/,
  ],
  [
    "error: could not create secrets manager for new stack: passphrase must be set with PULUMI_CONFIG_PASSPHRASE or PULUMI_CONFIG_PASSPHRASE_FILE environment variables",
    "engine.passphrase-missing",
    2,
    /none is set/,
  ],
  [
    "error: the stack is currently locked by 1 lock(s). Either wait for the other process(es) to end or delete the lock file with `pulumi cancel`.\n  file:///s/.pulumi/locks/organization/launchgate/dev/aaaa.json?no_tmp_dir=true: created by root@elsewhere (pid 99999) at 2026-11-21T10:00:00Z",
    "engine.locked",
    4,
    /root began on elsewhere at 2026-11-21T10:00:00Z \(process 99999\)/,
  ],
  ["error: [409] Conflict: Another update is currently in progress.", "engine.locked", 4, /another operation runs/],
  [
    "error: getting snapshot: failed to load checkpoint: place 1: unexpected end of JSON input",
    "engine.state-unreadable",
    2,
    /damaged/,
  ],
  [
    'error: unable to open state directory "file:///s/absent": stat /s/absent: no such file or directory',
    "engine.backend-unreachable",
    2,
    /file:\/\/\/s\/absent cannot be opened: stat/,
  ],
  [
    "error: PULUMI_ACCESS_TOKEN must be set for login during non-interactive CLI sessions",
    "engine.backend-login",
    2,
    /login/,
  ],
  ["error: resource urn:x violates plan: properties changed: ~~name", "engine.plan-changed", 4, /properties changed/],
  [
    "expected resource operations for urn:pulumi:dev::launchgate::neon:index:Role::web-role but none were seen",
    "engine.plan-changed",
    4,
    /web-role is no longer declared/,
  ],
  [
    "neon: neon (resource) plugin [neon] did not begin responding to RPC connections",
    "engine.plugin-unreachable",
    1,
    /"neon" does not answer/,
  ],
  ["update canceled", "engine.cancelled", 3, /lock is released/],
];

test.each(cases)("%s", (said, code, exitCode, tells) => {
  const error = engineFault({ stack: "dev", said, errors: [] });
  expect(error).toMatchObject({ code, exitCode });
  expect(error.message).toMatch(tells);
  expect(error.message).not.toContain("undefined");
  expect(error.fix).toMatch(/\S/);
  expect(error.fix).not.toContain("undefined");
});

test("errors of resources come before what the engine says as a whole", () => {
  const said = "error: update failed\nexpected resource operations for urn:a::b::c::d but none were seen";
  const error = engineFault({ stack: "dev", said, errors: ["web: HTTP 403", "api: HTTP 500\nsecond line"] });
  expect(error).toMatchObject({ code: "engine.failed", exitCode: 1 });
  expect(error.message).toContain("web: HTTP 403; api: HTTP 500.");
});

test("what nobody knows is told in the engine's first words", () => {
  const error = engineFault({ stack: "dev", said: "noise\nerror: the moon is full\n", errors: [] });
  expect(error.message).toBe('The operation on stack "dev" failed: the moon is full.');
  expect(engineFault({ stack: "dev", said: "", errors: [] }).message).toContain("gave no reason");
});

test("every code is of the engine", () => {
  for (const { code } of engineFaults) expect(code).toMatch(/^engine\.[a-z-]+$/);
});
