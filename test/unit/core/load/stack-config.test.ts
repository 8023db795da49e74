import {
  checkStackConfig,
  parseYamlMap,
  resolveModel,
  selectStack,
  valueOrThrow,
  type Problem,
} from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { judgeOverlay } from "../../malformed/overlay-case.ts";

const reference = valueOrThrow(resolveModel(model, { at: new Date("2026-11-21T10:00:00Z") }));
const credential = `ghp_${"a1B2".repeat(9)}`;

function check(stack: string, yaml: string): Problem[] {
  return checkStackConfig(selectStack(reference, stack), parseYamlMap(yaml, "Pulumi.x.yaml"), "Pulumi.x.yaml");
}
const told = (problems: readonly Problem[]): string[] =>
  problems.map(({ code, path }) => `${code} ${path.replace("Pulumi.x.yaml: ", "")}`);

describe("checkStackConfig, values (P1, S2)", () => {
  it.each([
    ["a list", "launchgate:vercelTeam: [1]", "a list of 1"],
    ["a map", "launchgate:vercelTeam: { id: 1 }", "a map"],
    ["a number", "launchgate:datadogSite: 5", 5],
    ["true", "launchgate:datadogSite: true", true],
    ["nothing", "launchgate:vercelTeam:", null],
    ["empty text", "launchgate:vercelTeam: ' '", " "],
    ["an encrypted value beside another key", "launchgate:vercelTeam: { secure: v1:a, plain: b }", "a map"],
  ])("refuses %s where text is needed", (_what, line, value) => {
    const problems = check("prod", `config:\n  ${line}`);
    expect(told(problems)).toEqual([`config.wrong-type ${line.split(": ")[0]?.replace(/:$/, "") ?? ""}`]);
    expect(problems[0]?.value).toBe(value);
  });

  it.each([
    ["a token as an account id", `launchgate:vercelTeam: ${credential}`, "launchgate:vercelTeam"],
    [
      "an address with a password",
      "launchgate:neonEndpoint: https://a:b1c2d3e4@example.com",
      "launchgate:neonEndpoint",
    ],
    ["a secret as text", "launchgate:githubToken: words", "launchgate:githubToken"],
    ["a secret as a list", "launchgate:githubToken: [1]", "launchgate:githubToken"],
    ["an empty encrypted value", "launchgate:githubToken: { secure: '' }", "launchgate:githubToken"],
    ["a token of another provider", "vercel:apiToken: k3J9xQ2mZ8pL5vR1", "vercel:apiToken"],
    ["a token in a list of another provider", `aws:tags: [${credential}]`, "aws:tags"],
  ])("refuses %s in plain text and never shows it", (_what, line, path) => {
    const problems = check("prod", `config:\n  ${line}`);
    expect(told(problems)).toEqual([`config.plain-secret ${path}`]);
    expect(problems[0]?.value).toBe("(hidden)");
    for (const part of [credential, "b1c2d3e4", "k3J9xQ2mZ8pL5vR1"])
      expect(JSON.stringify(problems)).not.toContain(part);
  });

  it.each([
    "launchgate:vercelTeam: team_motionmavericks",
    "launchgate:neonEndpoint: ''",
    "launchgate:vercelTeam: { secure: v1:abc }",
    "launchgate:githubToken: { secure: v1:abc }",
    "aws:region: eu-central-1",
    "pulumi:disable-default-providers: ['*']",
    "vercel:apiToken: { secure: v1:abc }",
  ])("accepts %s", (line) => {
    expect(check("prod", `config:\n  ${line}`)).toEqual([]);
  });
});

describe("checkStackConfig, keys (P1)", () => {
  it.each([
    ["confgi: {}", "confgi", 'Did you mean "config"?'],
    ["secretprovider: passphrase", "secretprovider", 'Did you mean "secretsprovider"?'],
    ["vercelTeam: x", "vercelTeam", "config"],
    ["config:\n  vercelTeam: x", "vercelTeam", '"launchgate:vercelTeam"'],
    ["config:\n  lauchgate:vercelTeam: x", "lauchgate:vercelTeam", '"launchgate:vercelTeam"'],
    ["config:\n  launchgate:vercelTeem: x", "launchgate:vercelTeem", 'Did you mean "vercelTeam"?'],
  ])("refuses %s with what was meant", (yaml, path, fix) => {
    const problems = check("prod", yaml);
    expect(told(problems)).toEqual([`config.unknown-key ${path}`]);
    expect(problems[0]?.fix).toContain(fix);
  });

  it("accepts every key that the engine reads", () => {
    const yaml =
      "secretsprovider: passphrase\nencryptionsalt: v1:abc\nencryptedkey: abc\nenvironment: [team/prod]\nconfig: {}";
    expect(check("prod", yaml)).toEqual([]);
  });

  it("tells every problem of a file at once", () => {
    const yaml =
      "confgi: {}\nconfig:\n  launchgate:vercelTeam: [1]\n  launchgate:stages: x\n  launchgate:githubToken: x";
    expect(told(check("prod", yaml)).sort()).toEqual([
      "config.key-in-both launchgate:stages",
      "config.plain-secret launchgate:githubToken",
      "config.unknown-key confgi",
      "config.wrong-type launchgate:vercelTeam",
    ]);
  });

  it("tells that config is no map", () => {
    expect(told(check("prod", "config: [1]"))).toEqual(["config.wrong-type config"]);
  });
});

describe("checkStackConfig, the place of the log archive (P5)", () => {
  const keys = ["logArchiveBucket", "logArchiveAccount", "logArchiveRole"];
  const place = (left: readonly string[]): string =>
    `config:\n${left.map((key) => `  launchgate:${key}: "123456789012"\n`).join("")}  launchgate:vercelTeam: x`;

  it("is needed, all of it, in the shared stack alone", () => {
    expect(check("shared", place(keys))).toEqual([]);
    for (const key of keys) {
      const left = keys.filter((each) => each !== key);
      expect(told(check("shared", place(left)))).toEqual([`config.log-archive-missing launchgate:${key}`]);
    }
    expect(told(check("shared", place([])))).toHaveLength(3);
    expect(check("prod", place([]))).toEqual([]);
  });

  it("is missing where it is empty text, and where the file is absent", () => {
    expect(told(check("shared", `${place(keys.slice(1))}\n  launchgate:logArchiveBucket: ""`))).toEqual([
      "config.log-archive-missing launchgate:logArchiveBucket",
    ]);
    expect(checkStackConfig(selectStack(reference, "shared"), {}, "Pulumi.x.yaml")).toHaveLength(3);
  });

  it("is not asked for where no class wants an archive, or Datadog is not used", () => {
    const none = judgeOverlay(
      "organization: { complianceClasses: { standard: { archiveRetentionDays: 0 }, regulated: { archiveRetentionDays: 0 } } }",
    );
    expect(checkStackConfig(selectStack(valueOrThrow(none), "shared"), {}, "Pulumi.x.yaml")).toEqual([]);
    const without = {
      ...reference,
      vendors: { ...reference.vendors, datadog: { plan: "none" as const, compensations: [] } },
    };
    expect(checkStackConfig(selectStack(without, "shared"), {}, "Pulumi.x.yaml")).toEqual([]);
  });
});
