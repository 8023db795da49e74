import { rmSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { launchgate, TeamFolder } from "../helpers/launchgate.ts";

const at = ["--at", "2026-11-21T10:00:00Z"];
let folder: TeamFolder;
beforeAll(() => {
  folder = new TeamFolder();
  folder.write(
    "gap.yaml",
    "onCall: {rotations: {platform-primary: {layers: {weekly: {restrictions: [{kind: daily, start: '09:00', duration: 8 hours}]}}}}}\n",
  );
  folder.write(
    "drill.yaml",
    "onCall: {rotations: {drill-team: {layers: {daily: {people: [leo-martins], restrictions: [{kind: daily, start: '09:00', duration: 1 hour}]}}}}}\n",
  );
});
afterAll(() => folder.remove());

describe.concurrent("launchgate validate", () => {
  it("accepts the reference organisation", async () => {
    const { exitCode, stdout, stderr } = await launchgate(["validate", ...at]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(
      /^The model is valid: Motion Mavericks, 12 people, 4 teams, 2 services, 4 stages, 5 stacks\.\n$/,
    );
  });

  it("says so as JSON", async () => {
    const { exitCode, stdout } = await launchgate(["validate", "--json", ...at]);
    expect(exitCode).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ ok: true, problems: [] });
  });

  it("judges as of --at: an accepted risk runs out", async () => {
    const { exitCode, stdout } = await launchgate(["validate", "--json", "--at", "2031-01-01T00:00:00Z"]);
    expect(exitCode).toBe(2);
    const { problems } = JSON.parse(stdout) as { problems: { code: string }[] };
    expect(problems.map(({ code }) => code)).toContain("risk.expired");
  });
});

describe("launchgate validate, on the files of stacks (P1, P5, S2)", () => {
  it("asks for the place of the log archive, also where the shared stack has no file", async () => {
    const team = new TeamFolder();
    try {
      rmSync(path.join(team.root, "Pulumi.shared.yaml"));
      const { exitCode, stdout } = await team.run(["validate", "--json", ...at]);
      expect(exitCode).toBe(2);
      const { problems } = JSON.parse(stdout) as { problems: { code: string; value: unknown }[] };
      expect(new Set(problems.map(({ code }) => code))).toEqual(new Set(["config.log-archive-missing"]));
      expect(problems.map(({ value }) => value)).toEqual([null, null, null]);
    } finally {
      team.remove();
    }
  });
  it("refuses a key at the top of a file that nobody reads", async () => {
    const team = new TeamFolder();
    try {
      team.write("Pulumi.prod.yaml", "confgi:\n  launchgate:vercelTeam: x\n");
      const { exitCode, stdout } = await team.run(["validate", ...at]);
      expect(exitCode).toBe(2);
      expect(stdout).toContain("Pulumi.prod.yaml: confgi");
      expect(stdout).toContain('Did you mean "config"?');
    } finally {
      team.remove();
    }
  });

  const cases: [string, string, string, string][] = [
    ["a secret in plain text", "  launchgate:githubToken: not-encrypted\n", "config.plain-secret", "githubToken"],
    ["a key of the model", "  launchgate:stages: x\n", "config.key-in-both", "stages"],
    ["an unknown key", "  launchgate:githubTokn: x\n", "config.unknown-key", "githubTokn"],
    ["a list for text", "  launchgate:vercelTeam: [1]\n", "config.wrong-type", "vercelTeam"],
    ["a number for text", "  launchgate:datadogSite: 5\n", "config.wrong-type", "datadogSite"],
    [
      "a credential as an account id",
      `  launchgate:vercelTeam: ghp_${"a1B2".repeat(9)}\n`,
      "config.plain-secret",
      "vercelTeam",
    ],
  ];
  it.each(cases)("refuses %s", async (_what, line, code, key) => {
    const team = new TeamFolder();
    try {
      team.write("Pulumi.prod.yaml", `config:\n${line}`);
      const before = team.snapshot();
      const [json, plan] = await Promise.all([team.run(["validate", "--json", ...at]), team.run(["plan", ...at])]);
      expect([json.exitCode, plan.exitCode]).toEqual([2, 2]);
      const { problems } = JSON.parse(json.stdout) as { problems: { code: string; path: string }[] };
      expect(problems.map((each) => each.code)).toEqual([code]);
      expect(problems[0]!.path).toBe(`Pulumi.prod.yaml: launchgate:${key}`);
      expect(plan.stderr).toContain(code);
      expect(`${json.stdout}${plan.stderr}`).not.toMatch(/not-encrypted|ghp_a1B2/);
      expect(team.snapshot()).toEqual(before);
    } finally {
      team.remove();
    }
  });
});

describe.concurrent("launchgate freeze check (L1)", () => {
  const check = async (...args: string[]) => {
    const { exitCode, stdout } = await launchgate(["freeze", "check", "--json", ...args]);
    return { exitCode, verdict: JSON.parse(stdout) as Record<string, unknown> };
  };
  it("is open in working hours: exit 0", async () => {
    const { exitCode, verdict } = await check("--stack", "prod", "--at", "2026-11-23T10:00:00+01:00");
    expect(exitCode).toBe(0);
    expect(verdict).toMatchObject({ open: true, closesAt: "2026-11-23T16:00:00+01:00" });
    expect(["open", "reason", "window", "opensAt", "closesAt"].filter((key) => !(key in verdict))).toEqual([]);
  });
  it("is closed on a Saturday: exit 4, with the moment that opens", async () => {
    const { exitCode, verdict } = await check("--stack", "prod", "--at", "2026-11-21T10:00:00Z");
    expect(exitCode).toBe(4);
    expect(verdict).toMatchObject({ open: false, opensAt: "2026-11-23T09:00:00+01:00" });
  });
  it("lets a patch out on a Saturday", async () => {
    expect((await check("--type", "patch", "--at", "2026-11-21T10:00:00Z")).exitCode).toBe(0);
  });
  it("stays closed for a minor release at the year's end, deny before allow", async () => {
    const { exitCode, verdict } = await check("--type", "minor", "--at", "2026-12-21T11:00:00+01:00");
    expect(exitCode).toBe(4);
    expect(verdict["window"]).toBe("year-end");
  });
  it("is always open for dev", async () => {
    expect((await check("--stack", "dev", "--at", "2026-12-25T03:00:00Z")).exitCode).toBe(0);
  });
  it("tells people the same", async () => {
    const { exitCode, stdout } = await launchgate(["freeze", "check", ...at]);
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/^prod is closed, opens 2026-11-23T09:00:00\+01:00\.\n/);
  });
});

describe.concurrent("commands that answer for one part of the model", () => {
  const moments = ["2025-10-25T10:00:00Z", "2029-01-03T10:00:00Z", "2032-06-01T10:00:00Z"];
  const commands = [["freeze", "check"], ["oncall", "who"], ["oncall", "coverage"], ["calendar"]];
  it.each(commands.flatMap((words) => moments.map((moment) => ({ words, moment }))))(
    "$words at $moment: accepted risks that ran out and rotas not begun are none of their business",
    async ({ words, moment }) => {
      const { exitCode, stdout, stderr } = await launchgate([...words, "--at", moment, "--json"]);
      expect({ stderr, refused: exitCode !== 0 && exitCode !== 4 }).toEqual({ stderr: "", refused: false });
      expect(JSON.parse(stdout)).not.toHaveProperty("problems");
    },
  );
  it("answers what the freeze calendar says in 2029 (L1)", async () => {
    const { exitCode, stdout } = await launchgate(["freeze", "check", "--at", "2029-01-01T10:00:00Z", "--json"]);
    expect(exitCode).toBe(4);
    expect(JSON.parse(stdout)).toMatchObject({ open: false, window: "year-end" });
  });
  it("answers although the settings of the stack are refused elsewhere", async () => {
    const team = new TeamFolder();
    try {
      team.write("Pulumi.prod.yaml", "confgi: {}\n");
      const [check, plan] = await Promise.all([team.run(["freeze", "check", ...at]), team.run(["plan", ...at])]);
      expect([check.exitCode, plan.exitCode]).toEqual([4, 2]);
    } finally {
      team.remove();
    }
  });
});

describe.concurrent("launchgate slo burn (O2)", () => {
  it("prints the pairs of the SRE workbook for 99.9 % over 30 days", async () => {
    const { exitCode, stdout } = await launchgate(["slo", "burn", "--target", "99.9", "--period", "30d", "--json"]);
    expect(exitCode).toBe(0);
    const told = JSON.parse(stdout) as { alerts: Record<string, unknown>[]; ceiling: number; unreachable: unknown[] };
    expect(told.alerts.map(({ factor, budgetShare }) => [factor, budgetShare])).toEqual(
      expect.arrayContaining([
        [14.4, 0.02],
        [6, 0.05],
      ]),
    );
    expect(told.ceiling).toBeCloseTo(1000, 6);
    expect(told.unreachable).toEqual([]);
    expect(Object.keys(told.alerts[0]!)).toEqual(
      expect.arrayContaining(["severity", "factor", "longWindow", "shortWindow", "budgetShare"]),
    );
  });
  it("names what cannot fire", async () => {
    const { stdout } = await launchgate(["slo", "burn", "--target", "90", "--json"]);
    const { ceiling, unreachable } = JSON.parse(stdout) as { ceiling: number; unreachable: unknown[] };
    expect(ceiling).toBeCloseTo(10, 6);
    expect(unreachable).toHaveLength(1);
  });
  it("reads both spellings of a period", async () => {
    const [short, long] = await Promise.all(
      ["7d", "7 days"].map((period) => launchgate(["slo", "burn", "--target", "99", "--period", period, "--json"])),
    );
    expect(short!.stdout).toBe(long!.stdout);
  });
});

describe.concurrent("launchgate oncall (O1, D4)", () => {
  it("finds no uncovered minute", async () => {
    const { exitCode, stdout } = await launchgate(["oncall", "coverage", "--json", ...at]);
    expect(exitCode).toBe(0);
    const told = JSON.parse(stdout) as Record<string, unknown[]>;
    expect(told).toMatchObject({ gaps: [], singlePerson: [] });
    expect(told["people"]).not.toHaveLength(0);
    expect(told["handovers"]).not.toHaveLength(0);
  });
  it("lists every gap of a rota that does not cover: exit 4", async () => {
    const { exitCode, stdout, stderr } = await folder.run([
      "oncall",
      "coverage",
      "--overlay",
      "gap.yaml",
      "--json",
      ...at,
    ]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 4, stderr: "" });
    const { gaps } = JSON.parse(stdout) as { gaps: Record<string, unknown>[] };
    expect(gaps[0]).toEqual({
      rotation: "platform-primary",
      escalation: null,
      level: null,
      from: "2026-11-21T17:00:00+01:00",
      to: "2026-11-22T09:00:00+01:00",
    });
    expect(gaps.find(({ level }) => level === 1)).toMatchObject({ escalation: "bridge-api", level: 1 });
    expect(gaps.filter(({ escalation }) => escalation === null)).toHaveLength(84);
  });
  it("tells people the gaps", async () => {
    const { exitCode, stdout } = await folder.run(["oncall", "coverage", "--overlay", "gap.yaml", ...at]);
    expect(exitCode).toBe(4);
    expect(stdout).toMatch(/^\d+ gaps from 2026-11-21 to 2027-02-13:\n/);
    expect(stdout).toContain("rota platform-primary: 2026-11-21T17:00:00+01:00 to 2026-11-22T09:00:00+01:00");
    expect(stdout).toContain("escalation bridge-api level 1: ");
  });
  it("names a rota for drills that rests on one person, and its hours without anybody (D1)", async () => {
    const { exitCode, stdout } = await folder.run(["oncall", "coverage", "--overlay", "drill.yaml", "--json", ...at]);
    expect(exitCode).toBe(4);
    const told = JSON.parse(stdout) as { gaps: { rotation: string }[]; singlePerson: string[] };
    expect(told.singlePerson).toEqual(["drill-team"]);
    expect(new Set(told.gaps.map(({ rotation }) => rotation))).toEqual(new Set(["drill-team"]));
  });
  it("still refuses the model where it is judged as a whole", async () => {
    const { exitCode, stdout } = await folder.run(["validate", "--overlay", "gap.yaml", "--json", ...at]);
    expect(exitCode).toBe(2);
    expect(stdout).toContain("onCall.rotations.platform-primary");
  });
  it("says who is reached, level by level", async () => {
    const { exitCode, stdout } = await launchgate(["oncall", "who", "--escalation", "web", "--json", ...at]);
    expect(exitCode).toBe(0);
    const { escalations } = JSON.parse(stdout) as { escalations: { escalation: string; levels: unknown[] }[] };
    expect(escalations).toHaveLength(1);
    expect(escalations[0]).toMatchObject({
      escalation: "web",
      levels: [
        { level: 1, afterMinutes: 0, people: ["ada-brandt"] },
        { level: 2, afterMinutes: 10, people: ["leo-martins"] },
        { level: 3, afterMinutes: 25, people: ["bruno-costa", "ada-brandt"] },
      ],
    });
  });
});

describe.concurrent("launchgate calendar (L1, O1)", () => {
  it("prints iCalendar lines of at most 75 octets, events in pairs", async () => {
    const { exitCode, stdout } = await launchgate(["calendar", "--ics", ...at]);
    expect(exitCode).toBe(0);
    const lines = stdout.trimEnd().split("\r\n");
    expect(lines[0]).toBe("BEGIN:VCALENDAR");
    expect(lines.at(-1)).toBe("END:VCALENDAR");
    expect(lines.filter((line) => Buffer.byteLength(line) > 75)).toEqual([]);
    const count = (text: string): number => lines.filter((line) => line === text).length;
    expect(count("BEGIN:VEVENT")).toBe(count("END:VEVENT"));
    expect(count("BEGIN:VEVENT")).toBeGreaterThan(50);
    const ids = lines.filter((line) => line.startsWith("UID:"));
    expect(new Set(ids).size).toBe(count("BEGIN:VEVENT"));
  });
  it("prints the same twice", async () => {
    const [first, second] = await Promise.all([
      launchgate(["calendar", "--ics", ...at]),
      launchgate(["calendar", "--ics", ...at]),
    ]);
    expect(second.stdout).toBe(first.stdout);
  });
});

describe.concurrent("launchgate requirements", () => {
  it("finds what serves each id", async () => {
    const { exitCode, stdout } = await launchgate(["requirements", "--json"]);
    expect(exitCode).toBe(0);
    const { requirements } = JSON.parse(stdout) as {
      requirements: (Record<"declared" | "enforced" | "tested", { kind: string; file: string }[]> & {
        id: string;
        commands: string[];
      })[];
    };
    const row = (id: string) => requirements.find((each) => each.id === id)!;
    const served = ["P1", "P3", "P4", "P5", "P6", "R3", "R5", "R8", "T1", "O1", "O2", "S1", "A3"];
    expect(served.filter((id) => row(id).enforced.length === 0)).toEqual([]);
    expect(served.filter((id) => row(id).tested.length === 0)).toEqual([]);
    const kindsOf = (key: "declared" | "enforced" | "tested"): Set<string> =>
      new Set(requirements.flatMap((each) => each[key].map(({ kind }) => kind)));
    expect(kindsOf("declared")).toEqual(new Set(["model", "schema"]));
    expect(kindsOf("tested")).toEqual(new Set(["test"]));
    for (const kind of ["model", "schema", "test"]) expect(kindsOf("enforced")).not.toContain(kind);
    expect(row("L1").commands).toContain("freeze check");
  });
  it("says declared only where nothing makes it so yet", async () => {
    const all = JSON.parse((await launchgate(["requirements", "--json"])).stdout) as {
      requirements: { id: string; declared: unknown[]; enforced: unknown[] }[];
    };
    const only = all.requirements.find(({ declared, enforced }) => declared.length > 0 && enforced.length === 0);
    const enforced = all.requirements.find((each) => each.enforced.length > 0);
    for (const [id, expected] of [
      [only?.id ?? "none is declared only", true],
      [enforced?.id ?? "none is enforced", false],
    ] as const) {
      const { stdout } = await launchgate(["requirements", "--id", id]);
      expect([id, /\n +declared only\n/.test(stdout)]).toEqual([id, expected]);
    }
  });
  it("refuses an id that does not exist", async () => {
    expect((await launchgate(["requirements", "--id", "ZZ9"])).exitCode).toBe(2);
  });
});

describe.concurrent("launchgate engine status", () => {
  it("names the engine, or why there is none", async () => {
    const { exitCode, stdout } = await launchgate(["engine", "status", "--json"]);
    const told = JSON.parse(stdout) as { found: boolean };
    expect(exitCode).toBe(told.found ? 0 : 2);
    expect(Object.keys(told)).toContain(told.found ? "version" : "rejected");
  });
});

describe.concurrent("launchgate --version", () => {
  it("names the packages with their versions", async () => {
    const { exitCode, stdout, stderr } = await launchgate(["--version"]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    const names = ["launchgate", "@launchgate/core", "@pulumi/pulumi", "node"];
    expect(
      stdout
        .trimEnd()
        .split("\n")
        .map((line) => line.replace(/ \d+\.\d+\.\d+$/, "")),
    ).toEqual(names);
  });
});

describe.concurrent("help", () => {
  it.each([["--help"], ["plan", "--help"], ["freeze", "check", "--help"]])(
    "of %s %s is an answer, not an error",
    async (...args) => {
      const { exitCode, stdout, stderr } = await launchgate(args.filter((each) => typeof each === "string"));
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
      expect(stdout).toMatch(/^Usage: launchgate/);
    },
  );
  it("is shown where no command is given: exit 2", async () => {
    const { exitCode, stderr } = await launchgate([]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/^Usage: launchgate/);
  });
});

describe.concurrent("every command for people", () => {
  const commands = [
    ["validate", ...at],
    ["freeze", "check", ...at],
    ["slo", "burn", "--target", "99.9"],
    ["oncall", "coverage", ...at],
    ["oncall", "who", ...at],
    ["requirements"],
    ["plan", "--help"],
  ];
  it.each(commands.map((args) => [args.slice(0, 2).join(" "), args] as const))(
    "%s fits 80 columns",
    async (_name, args) => {
      const { stdout } = await launchgate(args, { columns: 80, terminal: true });
      const lines = stripVTControlCharacters(stdout).split("\n");
      expect(lines.filter((line) => Array.from(line).length > 80)).toEqual([]);
    },
  );
});
