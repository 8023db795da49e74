import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { TeamFolder, type CommandResult } from "../helpers/launchgate.ts";

/** Issue "The program", Bad input: one clear message each with all problems, exit 2, no stack trace, nothing written. */
const credential = `ghp_${"a1B2".repeat(9)}`;
let folder: TeamFolder;
let before: Record<string, string>;
beforeAll(() => {
  folder = new TeamFolder();
  folder.write("empty.yaml", "");
  folder.write("comment.yaml", "# nothing but a comment\n");
  folder.write("broken.yaml", "release:\n  ramp: [1, 2\n");
  folder.write("twice.yaml", "release: {}\nrelease: {}\n");
  folder.write("two.yaml", "release: {}\n---\nstages: {}\n");
  folder.write("list.yaml", "- release\n- stages\n");
  folder.write("scalar.yaml", "release\n");
  folder.write("unknown-key.yaml", "stages:\n  prod:\n    rolbackWindow: 3 days\n");
  folder.write("wrong-type.yaml", "stages:\n  prod:\n    budget:\n      monthlyUsd: much\n");
  folder.write("list-for-map.yaml", "services:\n  - web\n");
  folder.write("map-for-list.yaml", "release:\n  ramp:\n    first: 10\n");
  folder.write(
    "plain-secret.yaml",
    `services: {web: {vercel: {environment: {NEXT_PUBLIC_API_BASE: {value: ${credential}}}}}}\n`,
  );
  folder.write(
    "plain-contact.yaml",
    "organization:\n  people:\n    ada-brandt:\n      contact:\n        phone: '+49 151 0000000'\n",
  );
  folder.write("account-key.yaml", "vercelTeam: team_x\n");
  folder.write(
    "many.yaml",
    "stages:\n  prod:\n    rolbackWindow: 3 days\n    paging: everybody\n    budget: {monthlyUsd: much}\nrelease: {ramp: []}\n",
  );
  before = folder.snapshot();
});
afterAll(() => folder.remove());

interface Case {
  readonly what: string;
  readonly args: readonly string[];
  /** Texts that the message must hold: what is wrong, where, how to fix. */
  readonly says: readonly string[];
  /** Codes in `--json`. */
  readonly codes: readonly string[];
}
const overlay = (file: string): string[] => ["validate", "--overlay", file];

const cases: readonly Case[] = [
  {
    what: "an unknown stack",
    args: ["plan", "--stack", "prd"],
    says: ['no stack "prd"', '"prod"'],
    codes: ["stack.unknown"],
  },
  {
    what: "an unknown stack, by freeze check",
    args: ["freeze", "check", "--stack", "stagin"],
    says: ['no stack "stagin"', '"staging"'],
    codes: ["stack.unknown"],
  },
  {
    what: "an unknown service",
    args: ["plan", "--stack", "prod", "--service", "wep"],
    says: ['no service "wep"', '"web"'],
    codes: ["service.unknown"],
  },
  {
    what: "an unknown escalation",
    args: ["oncall", "who", "--escalation", "webb"],
    says: ['no escalation "webb"', '"web"'],
    codes: ["escalation.unknown"],
  },
  {
    what: "an unknown key",
    args: overlay("unknown-key.yaml"),
    says: ["stages.prod.rolbackWindow", "schema.unknown-key", "rollbackWindow"],
    codes: ["schema.unknown-key"],
  },
  {
    what: "a wrong type",
    args: overlay("wrong-type.yaml"),
    says: ["stages.prod.budget.monthlyUsd", "a number", '"much"'],
    codes: ["schema.wrong-type"],
  },
  { what: "an empty file", args: overlay("empty.yaml"), says: ["empty.yaml is empty"], codes: ["file.empty"] },
  {
    what: "a file of comments",
    args: overlay("comment.yaml"),
    says: ["comment.yaml holds no key"],
    codes: ["file.empty"],
  },
  {
    what: "YAML that does not parse",
    args: overlay("broken.yaml"),
    says: ["broken.yaml, line 3", "is not YAML"],
    codes: ["file.not-yaml"],
  },
  {
    what: "a key given twice in one file",
    args: overlay("twice.yaml"),
    says: ["twice.yaml, line 2", "is not YAML"],
    codes: ["file.not-yaml"],
  },
  {
    what: "a list for the root map",
    args: overlay("list.yaml"),
    says: ["list.yaml holds a list"],
    codes: ["file.not-a-map"],
  },
  {
    what: "a value for the root map",
    args: overlay("scalar.yaml"),
    says: ["scalar.yaml holds a single value"],
    codes: ["file.not-a-map"],
  },
  {
    what: "a list for a map",
    args: overlay("list-for-map.yaml"),
    says: ["services", "a map"],
    codes: ["schema.wrong-type"],
  },
  {
    what: "a map for a list",
    args: overlay("map-for-list.yaml"),
    says: ["release.ramp", "a list"],
    codes: ["schema.wrong-type"],
  },
  {
    what: "a secret in plain text",
    args: overlay("plain-secret.yaml"),
    says: ["services.web.vercel.environment.NEXT_PUBLIC_API_BASE.value", "pulumi config set --secret"],
    codes: ["secret.plain-text"],
  },
  {
    what: "personal data in plain text",
    args: overlay("plain-contact.yaml"),
    says: ["organization.people.ada-brandt.contact.phone", "pulumi config set --secret"],
    codes: ["secret.plain-text"],
  },
  {
    what: "a key of Pulumi.<stack>.yaml in the model",
    args: overlay("account-key.yaml"),
    says: ["vercelTeam", "Pulumi.<stack>.yaml only"],
    codes: ["config.key-in-both"],
  },
  {
    what: "a missing overlay",
    args: overlay("nowhere.yaml"),
    says: ["nowhere.yaml cannot be read", "Fix:"],
    codes: ["file.not-found"],
  },
  { what: "a folder as overlay", args: overlay("stacks"), says: ["stacks cannot be read"], codes: ["file.not-found"] },
  {
    what: "an instant in words",
    args: ["validate", "--at", "yesterday"],
    says: ["--at", "2026-11-21T10:00:00Z"],
    codes: ["option.invalid"],
  },
  {
    what: "an instant without offset",
    args: ["freeze", "check", "--at", "2026-11-21T10:00:00"],
    says: ["--at", "Z or an offset"],
    codes: ["option.invalid"],
  },
  {
    what: "an instant that does not exist",
    args: ["validate", "--at", "2026-02-30T00:00:00Z"],
    says: ["--at", "no day or hour that exists"],
    codes: ["option.invalid"],
  },
  {
    what: "a day in place of an instant",
    args: ["oncall", "who", "--at", "2026-02-27"],
    says: ["--at", "a day alone begins at another moment in every zone"],
    codes: ["option.invalid"],
  },
  {
    what: "an empty name of a stack",
    args: ["plan", "--stack="],
    says: ["--stack: text that is not empty"],
    codes: ["option.invalid"],
  },
  {
    what: "several documents in one file",
    args: overlay("two.yaml"),
    says: ["two.yaml", "several documents where one belongs"],
    codes: ["file.not-yaml"],
  },
  {
    what: "a target that is no number",
    args: ["slo", "burn", "--target", "high"],
    says: ["--target: a number"],
    codes: ["option.invalid"],
  },
  {
    what: "an unknown release type",
    args: ["freeze", "check", "--type", "tiny"],
    says: ["--type", "patch"],
    codes: ["option.invalid"],
  },
  { what: "an unknown command", args: ["plann"], says: ["plann", "plan"], codes: ["command.invalid"] },
  { what: "an unknown subcommand", args: ["freeze", "chek"], says: ["chek", "check"], codes: ["command.invalid"] },
  {
    what: "an unknown flag",
    args: ["plan", "--stak", "prod"],
    says: ["--stak", "--stack"],
    codes: ["command.invalid"],
  },
  { what: "a flag without its value", args: ["plan", "--stack"], says: ["--stack <name>"], codes: ["command.invalid"] },
  { what: "a required flag left out", args: ["slo", "burn"], says: ["--target <percent>"], codes: ["command.invalid"] },
  { what: "an argument too many", args: ["plan", "prod"], says: ["prod"], codes: ["command.invalid"] },
];

describe.concurrent.each(cases)("$what", ({ args, says, codes }) => {
  it("is told to people", async () => {
    const result = await folder.run(args);
    refused(result);
    const said = `${result.stdout}${result.stderr}`.replaceAll(/\s+/g, " ");
    for (const each of says) expect(said).toContain(each);
    expect(said).not.toContain(credential);
    expect(said).not.toContain("151 0000000");
    // Words of the libraries beneath.
    expect(said).not.toMatch(/Too small|Invalid (?:input|option)|NaN|parseAllDocuments|undefined/);
  });

  it("is told as JSON", async () => {
    const result = await folder.run(withJson(args));
    refused(result);
    expect(result.stderr).toBe("");
    const told = JSON.parse(result.stdout) as { ok: boolean; problems: Record<string, unknown>[] };
    expect(told.ok).toBe(false);
    expect(told.problems.map(({ code }) => code)).toEqual(codes);
    for (const problem of told.problems) {
      expect(Object.keys(problem)).toEqual(["code", "path", "value", "expected", "fix"]);
      expect(String(problem["fix"])).toMatch(/\S/);
    }
    expect(result.stdout).not.toContain(credential);
    expect(result.stdout).not.toContain("151 0000000");
  });
});

describe("several problems", () => {
  it("are told at once, in text and as JSON", async () => {
    const [text, json] = await Promise.all([
      folder.run(overlay("many.yaml")),
      folder.run([...overlay("many.yaml"), "--json"]),
    ]);
    refused(text);
    refused(json);
    const { problems } = JSON.parse(json.stdout) as { problems: { path: string }[] };
    const paths = problems.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        "stages.prod.rolbackWindow",
        "stages.prod.paging",
        "stages.prod.budget.monthlyUsd",
        "release.ramp",
      ]),
    );
    expect(text.stdout).toContain(`${String(problems.length)} problems`);
    for (const path of paths) expect(text.stdout).toContain(path);
  });

  it("of an option are told at once", async () => {
    const { stderr } = await folder.run(["oncall", "coverage", "--from", "a", "--to", "b"]);
    expect(stderr).toContain("--from");
    expect(stderr).toContain("--to");
  });

  it("are told by every command that reads the model", async () => {
    const commands = [["plan"], ["freeze", "check"], ["oncall", "who"], ["oncall", "coverage"], ["calendar"]];
    const results = await Promise.all(commands.map((each) => folder.run([...each, "--overlay", "many.yaml"])));
    for (const result of results) {
      refused(result);
      expect(result.stdout).toBe("");
      expect(result.stderr).toContain("stages.prod.rolbackWindow");
      expect(result.stderr).toContain("stages.prod.paging");
    }
  });
});

describe("outside a team's folder", () => {
  it("says which folder is looked for", async () => {
    const { launchgate } = await import("../helpers/launchgate.ts");
    const result = await launchgate(["validate"], { cwd: "/" });
    refused(result);
    expect(result.stderr).toContain("Pulumi.yaml");
  });
});

describe("all of the above", () => {
  it("wrote nothing", async () => {
    await Promise.all(cases.slice(0, 4).map(({ args }) => folder.run(args)));
    expect(folder.snapshot()).toEqual(before);
  });
});

/** `--json` right after the words of the command: at the end it could be taken for the value of a flag. */
function withJson(args: readonly string[]): string[] {
  const flag = args.findIndex((each) => each.startsWith("--"));
  const at = flag === -1 ? args.length : flag;
  return [...args.slice(0, at), "--json", ...args.slice(at)];
}

/** Exit 2 and no trace of a stack. */
function refused({ exitCode, stdout, stderr }: CommandResult): void {
  expect(`${stdout}${stderr}`).not.toMatch(/\n\s+at .+\(|node:internal|fault of the tool/);
  expect(exitCode).toBe(2);
}
