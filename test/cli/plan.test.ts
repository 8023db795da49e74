import { stripVTControlCharacters } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { launchgate, TeamFolder, type CommandResult } from "../helpers/launchgate.ts";

const at = ["--at", "2026-11-21T10:00:00Z"];

/** The plan as scripts read it: nothing more, nothing less. */
const planSchema = z.strictObject({
  stack: z.string(),
  resources: z.array(
    z.strictObject({
      urn: z.string().startsWith("urn:pulumi:prod::launchgate::"),
      type: z.string().regex(/^[\w-]+:[\w/-]+:\w+$/),
      name: z.string().min(1),
      custom: z.boolean(),
      parent: z.string().optional(),
      dependencies: z.array(z.string()),
      provider: z.string().optional(),
      options: z.record(z.string(), z.unknown()),
      inputs: z.record(z.string(), z.unknown()),
    }),
  ),
  violations: z.array(z.unknown()),
  facts: z.looseObject({
    stack: z.string(),
    stage: z.string().nullable(),
    at: z.iso.datetime(),
    approvals: z.array(z.looseObject({ service: z.string(), people: z.array(z.unknown()) })),
    paging: z.array(z.looseObject({ service: z.string(), paged: z.boolean() })),
    traffic: z.array(z.looseObject({ service: z.string(), steps: z.array(z.unknown()) })),
    undo: z.array(z.looseObject({ service: z.string() })),
    data: z.array(z.looseObject({ service: z.string() })),
  }),
});

let folder: TeamFolder;
beforeAll(() => {
  folder = new TeamFolder();
  folder.write("wait.yaml", "stages: {prod: {approval: {wait: 25 minutes}}}\n");
  folder.write("budget.yaml", "stages: {prod: {approval: {wait: 5 minutes}}}\n");
});
afterAll(() => folder.remove());

describe.concurrent("launchgate plan, for people (P1, P7)", () => {
  it.each([
    ["shared", 80],
    ["prod", 60],
    ["prod", 80],
    ["prod", 120],
    ["drill", 80],
  ] as const)("of %s fits %i columns", async (stack, columns) => {
    const result = await launchgate(["plan", "--stack", stack, "--resources", ...at], { columns });
    expect(result.exitCode).toBe(0);
    expect(tooLong(result.stdout, columns)).toEqual([]);
    expect(result.stdout.split("\n").length).toBeGreaterThan(20);
  });

  it("tells the release facts", async () => {
    const { stdout, exitCode } = await launchgate(["plan", ...at]);
    expect(exitCode).toBe(0);
    const heading =
      /^(?:Who can approve|Who is paged|How traffic moves|What undoes it|What data can be restored to when|Problems)/;
    expect(stdout.split("\n").filter((line) => heading.test(line))).toHaveLength(6);
    expect(stdout).toContain("Ada Brandt");
    expect(stdout).toMatch(/Nobody approves their\s+own change/);
    expect(stdout).toMatch(/│ web +│ +\d+ │/);
  });

  it("lists every resource with --resources only", async () => {
    const [plain, listed] = await Promise.all([
      launchgate(["plan", ...at]),
      launchgate(["plan", "--resources", ...at]),
    ]);
    expect([plain.exitCode, listed.exitCode, listed.stderr.replace("Planning prod ...\n", "")]).toEqual([0, 0, ""]);
    expect(plain.stdout).not.toContain("vercel:ProjectRollingRelease");
    expect(listed.stdout).toMatch(/vercel:ProjectRollingRelease +web-prod-project-/);
  });

  it("has colours on a terminal, none in a pipe and none with NO_COLOR", async () => {
    const [piped, terminal, without] = await Promise.all([
      launchgate(["plan", "--stack", "dev", ...at]),
      launchgate(["plan", "--stack", "dev", ...at], { terminal: true, columns: 100 }),
      launchgate(["plan", "--stack", "dev", ...at], { terminal: true, columns: 100, env: { NO_COLOR: "1" } }),
    ]);
    expect(terminal.stdout).not.toBe(stripVTControlCharacters(terminal.stdout));
    expect(piped.stdout).toBe(stripVTControlCharacters(piped.stdout));
    expect(without.stdout).toBe(piped.stdout);
    expect(stripVTControlCharacters(terminal.stdout)).toBe(piped.stdout);
  });
});

describe.concurrent("launchgate plan, for scripts", () => {
  it("prints one object of the promised shape, the same again", async () => {
    const [first, second] = await Promise.all([
      launchgate(["plan", "--json", ...at]),
      launchgate(["plan", "--json", ...at]),
    ]);
    // Where it takes long, progress is told beside the result, never in it.
    expect(first.stderr).toMatch(/^(?:Planning prod \.\.\.\n)?$/);
    expect(second.stdout).toBe(first.stdout);
    const plan = planSchema.parse(JSON.parse(first.stdout));
    expect(plan).toMatchObject({
      stack: "prod",
      violations: [],
      facts: { stack: "prod", stage: "prod", at: "2026-11-21T10:00:00.000Z" },
    });
    expect(plan.resources.length).toBeGreaterThan(150);
    expect(first.stdout).toContain('"[secret]"');
  });

  it("prints a Mermaid graph whose arrows join boxes that it draws", async () => {
    const { stdout, exitCode } = await launchgate(["plan", "--graph", ...at]);
    expect(exitCode).toBe(0);
    const [head, ...lines] = stdout.trimEnd().split("\n");
    expect(head).toMatch(/^flowchart /);
    const boxes = new Set(lines.flatMap((line) => /^ +(c\d+)\["/.exec(line)?.[1] ?? []));
    const ends = lines.flatMap((line) => /^ +(c\d+) -[-.]+>? ?(c\d+)$/.exec(line)?.slice(1) ?? []);
    expect(boxes.size).toBeGreaterThan(10);
    expect(ends.length).toBeGreaterThan(10);
    expect(ends.filter((end) => !boxes.has(end))).toEqual([]);
  });

  it("wraps the graph as JSON", async () => {
    const { stdout } = await launchgate(["plan", "--graph", "--json", ...at]);
    expect(JSON.parse(stdout)).toEqual({ stack: "prod", mermaid: expect.stringMatching(/^flowchart /) as string });
  });

  it("narrows to one service", async () => {
    const plan = planSchema.parse(JSON.parse((await launchgate(["plan", "--service", "web", "--json", ...at])).stdout));
    const names = plan.resources
      .filter(({ custom, type }) => custom && !type.startsWith("pulumi:"))
      .map(({ name }) => name);
    // What belongs to the stage as a whole, such as the alerts of its budget, stays beside the service.
    expect(names.filter((name) => !/^(?:web-)?prod-/.test(name))).toEqual([]);
    expect(plan.facts.undo.map(({ service }) => service)).toEqual(["web"]);
  });

  it("refuses a service of the shared stack", async () => {
    const result = await launchgate(["plan", "--stack", "shared", "--service", "web"]);
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain("leave --service out");
  });

  it("lays overlays over the model, the last one on top, and writes nothing", async () => {
    const before = folder.snapshot();
    const [one, two] = await Promise.all([
      folder.run(["plan", "--json", "--overlay", "wait.yaml", ...at]),
      folder.run(["plan", "--json", "--overlay", "wait.yaml", "--overlay", "budget.yaml", ...at]),
    ]);
    expect([waitTimers(one), waitTimers(two)]).toEqual([
      [25, 25],
      [5, 5],
    ]);
    expect(folder.snapshot()).toEqual(before);
  });
});

function waitTimers({ stdout }: CommandResult): unknown[] {
  const { resources } = planSchema.parse(JSON.parse(stdout));
  return resources
    .filter(({ type }) => type === "github:index/repositoryEnvironment:RepositoryEnvironment")
    .map(({ inputs }) => inputs["waitTimer"]);
}

function tooLong(text: string, columns: number): string[] {
  return stripVTControlCharacters(text)
    .split("\n")
    .filter((line) => Array.from(line).length > columns);
}
