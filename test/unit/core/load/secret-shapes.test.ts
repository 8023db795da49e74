import { valueAt } from "@launchgate/core";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hideSecrets, looksSecret, secretShape } from "../../../../packages/core/src/load/secret-shapes.ts";
import { model } from "../../../../stacks/index.ts";
import { pathsOf } from "../../malformed/key-paths.ts";

const cut = (...parts: readonly string[]): string => parts.join("");

/** Made-up credentials, cut so that no scanner takes this file for a leak, and what is hidden of them. */
const shapes: readonly (readonly [title: string, text: string, secret: string])[] = [
  ["a GitHub token", cut("gh", "o_abcdefghijklmnopqrst"), "abcdefghijklmnopqrst"],
  ["a GitHub token", cut("github", "_pat_11ABCDEFG0abcdefghijkl"), "11ABCDEFG0abcdefghijkl"],
  ["a key with the prefix sk", cut("sk", "-proj-abcdefghijklmnop0123"), "abcdefghijklmnop0123"],
  ["a key with the prefix sk", cut("rk", "_test_abcdefghijklmnop0123"), "abcdefghijklmnop0123"],
  ["an AWS access key", cut("AS", "IAABCDEFGHIJKLMNOP"), "ABCDEFGHIJKLMNOP"],
  ["a Slack token", cut("xox", "p-0123456789-abcdef"), "0123456789-abcdef"],
  ["a Google API key", cut("AI", `za${"a1".repeat(17)}b`), "a1".repeat(17)],
  ["a GitLab token", cut("glp", "at-abcdefghijklmnop0123"), "abcdefghijklmnop0123"],
  ["an npm token", cut("npm", `_${"a1".repeat(18)}`), "a1".repeat(18)],
  ["a Neon key", cut("napi", "_abcdefghij0123"), "abcdefghij0123"],
  ["a Pulumi token", cut("pul", `-${"a1".repeat(20)}`), "a1".repeat(20)],
  ["a Vercel token", cut("vcp", "_abcdefghijklmnopqrst01"), "abcdefghijklmnopqrst01"],
  ["a Datadog key", cut("ddapp", "_abcdefghijklmnopqrst01"), "abcdefghijklmnopqrst01"],
  ["a JSON web token", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "c2lnbmF0dXJl"],
  ["an address with a password", "postgres://app:s3cr3t@db.example/app?sslmode=require", "s3cr3t"],
  ["an address with a password", "redis://:s3cr3t@cache.example", "s3cr3t"],
  ["a credential in a query or assignment", "https://example.com/?api_key=abcdefgh1234", "abcdefgh1234"],
  ["a credential in a query or assignment", 'PASSWORD="correcthorse"', "correcthorse"],
  ["a credential in a query or assignment", '{"token":"abcdefgh1234"}', "abcdefgh1234"],
  ["a bearer credential", "Authorization: Bearer abcdefghijkl0123", "abcdefghijkl0123"],
  ["a private key", cut("-----BEGIN RSA PRIV", "ATE KEY-----\nMIIEabc\n-----END RSA PRIV", "ATE KEY-----"), "MIIEabc"],
  ["a private key", cut("-----BEGIN PRIV", "ATE KEY-----\nMIIEcutOff"), "MIIEcutOff"],
];

const harmless = [
  "",
  "Serve the poster image and the progressive file from object storage.",
  "postgres://db.example/app",
  "https://example.com:8443/path@2",
  "git@github.com:motion-mavericks/web.git",
  "npm run launchgate -- validate",
  "/v1/smoke/orders/{{ ORDER_ID }}?token={{ TOKEN }}",
  "Bearer {{ ACCESS_TOKEN }}",
  "https://{{ USER }}:{{ PASSWORD }}@example.com",
  "the token: rotate it every 90 days",
  'a reference to a secret: { secret: "name-of-the-key" }',
  "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
  "risk-of-a-very-long-name-that-goes-on",
  "ask-a-very-long-question-here",
  "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
];

describe("credentials by shape", () => {
  it.for(shapes)("finds %s", ([title, text, secret]) => {
    expect(secretShape(text)).toBe(title);
    expect(hideSecrets(`before ${text} after`)).not.toContain(secret);
  });

  it.for(harmless)("leaves %j alone", (text) => {
    expect(secretShape(text)).toBeUndefined();
    expect(hideSecrets(text)).toBe(text);
  });

  it("leaves the reference organisation alone", () => {
    const texts = pathsOf(model).map((path) => String(valueAt(model, path)));
    expect(texts.filter((text) => hideSecrets(text) !== text)).toEqual([]);
  });

  it("hides every one of several, whatever stands between", () => {
    const token = fc.stringMatching(/^ghp_[A-Za-z0-9]{36}$/);
    fc.assert(
      fc.property(
        fc.array(token, { minLength: 2, maxLength: 4 }),
        fc.constantFrom(" ", "\n", ", ", "/"),
        (all, between) => {
          const hidden = hideSecrets(all.join(between));
          for (const each of all) expect(hidden).not.toContain(each);
        },
      ),
    );
  });

  it("answers at once for long texts made to slow it down", () => {
    const started = performance.now();
    for (const part of ["a", "a.", "eyJ-", "eyJ", "://", ":", "token=", "-----BEGIN ", "ghp_", "sk-", "x@"]) {
      expect(typeof hideSecrets(part.repeat(20_000))).toBe("string");
    }
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});

describe("credentials by name", () => {
  it.for([
    ["DATABASE_PASSWORD", "x"],
    ["passwd", "letmein"],
    ["MUX_TOKEN", "q8Zr2LwX0vB7"],
    ["mux-token", "q8Zr2LwX0vB7"],
    ["SIGNING_SECRET", "9f86d081884c7d65"],
    ["API_KEY", "q8Zr2LwX0vB7nT4s"],
  ] as const)("takes %s for one", ([name, value]) => {
    expect(looksSecret(name, value)).toBe(true);
  });

  it.for([
    ["DATABASE_PASSWORD", ""],
    ["PASSWORD", "{{ PASSWORD }}"],
    ["TOKEN_TTL", "90000000000000"],
    ["SECRET_NAME", "q8Zr2LwX0vB7nT4s"],
    ["NEXT_PUBLIC_MAPS_KEY", "q8Zr2LwX0vB7nT4s"],
    ["PUBLISHABLE_KEY", "q8Zr2LwX0vB7nT4s"],
    ["MUX_TOKEN", "short"],
    ["MUX_TOKEN", "aaaaaaaaaaaaaaaaaaaa"],
    ["MUX_TOKEN", "a sentence about a token"],
    ["MONKEY", "q8Zr2LwX0vB7nT4s"],
    ["KEYBOARD", "q8Zr2LwX0vB7nT4s"],
  ] as const)("leaves %s with %j alone", ([name, value]) => {
    expect(looksSecret(name, value)).toBe(false);
  });
});
