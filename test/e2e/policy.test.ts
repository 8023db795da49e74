/** A policy pack is judged before the first write; the engine runs it without a language host. (P7) */
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { EngineWorld, engineAbsent } from "./helpers/engine-world.ts";

const absent = engineAbsent();
let world: EngineWorld;
EngineWorld.forTests(absent, (opened) => {
  world = opened;
});

/** A pack with one rule over each Neon project and one over the whole stack. */
function writePack(level: "mandatory" | "advisory"): void {
  rmSync(path.join(world.root, "policy"), { recursive: true, force: true });
  mkdirSync(path.join(world.root, "policy"));
  world.folder.write("policy/PulumiPolicy.yaml", "runtime: nodejs\nmain: entry.js\n");
  const manifest = { name: "test-pack", version: "1.0.0", type: "module", main: "entry.js" };
  world.folder.write("policy/package.json", JSON.stringify(manifest));
  world.folder.write("policy/entry.js", 'import "./index.ts";\n');
  world.folder.write(
    "policy/index.ts",
    `import { PolicyPack, type StackValidationArgs } from "@pulumi/policy";
const level: "mandatory" | "advisory" = "${level}";
new PolicyPack("test-pack", { policies: [
  { name: "neon-project-forbid-web", description: "No project named web.", enforcementLevel: level,
    validateResource: (args, report) => {
      if (args.type === "neon:index:Project" && String(args.props.name).startsWith("web-")) report("a project is named web");
    } },
  { name: "stack-limit-projects", description: "One project at most.", enforcementLevel: level,
    validateStack: (args: StackValidationArgs, report) => {
      if (args.resources.filter(({ type }) => type === "neon:index:Project").length > 1) report("two projects in one stack");
    } },
] });
`,
  );
}

test("mandatory rules stop preview and up before any write; advisory ones are told", async (context) => {
  if (absent !== undefined) return context.skip(absent);
  writePack("mandatory");
  const preview = await world.json(["preview", "--stack", "drill", "--target", "sandbox"]);
  expect(preview.exitCode, preview.stderr).toBe(4);
  expect(preview.data.findings).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ pack: "test-pack", policy: "neon-project-forbid-web", level: "mandatory" }),
      expect.objectContaining({ policy: "stack-limit-projects", level: "mandatory" }),
    ]),
  );
  const refused = await world.json(["up", "--stack", "drill"]);
  expect(refused.exitCode).toBe(4);
  expect(refused.data.error.code).toBe("engine.policy");
  expect(refused.data.error.message).toMatch(/2 rules, nothing was written/);
  expect(refused.data.error.message).toContain("a project is named web");
  expect(world.server.seen).toEqual([]);

  writePack("advisory");
  const brought = await world.json(["up", "--stack", "drill"]);
  expect(brought.exitCode, brought.stderr).toBe(0);
  expect(brought.data.findings.map(({ policy, level }) => `${level} ${policy}`).sort()).toEqual([
    "warning neon-project-forbid-web",
    "warning stack-limit-projects",
  ]);
  expect(world.server.account.projects.size).toBe(2);
});
