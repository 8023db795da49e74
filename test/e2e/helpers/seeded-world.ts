import { cpSync, renameSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { inRepository } from "../../helpers/repository.ts";
import type { StackName } from "../../helpers/stack-plans.ts";
import { seedInstant, sorted, type Told } from "../../policy/seeds.ts";
import type { ResourceChange } from "../../policy/stack-edit.ts";
import { SandboxWorld } from "./sandbox-world.ts";

/** What `preview --json` prints of rules. */
interface EngineAnswer {
  readonly findings: readonly EngineFinding[];
}
interface EngineFinding {
  readonly policy: string;
  readonly level: "mandatory" | "warning";
  readonly message: string;
  readonly urn?: string;
}
/** What `policy check --json` prints. */
interface Verdict {
  readonly findings: readonly (Told & { readonly kind: string })[];
}

/** What a preview of the engine told. */
export interface Previewed {
  readonly violations: readonly Told[];
  /** Texts of what does not block. */
  readonly warnings: readonly string[];
}

/** The program of the folder: the real one, with what {@link SeededWorld.seed} says. */
const program = `import path from "node:path";
import type { StackModel } from "@launchgate/core";
import { program as real } from "./real-program.ts";
import { seed } from "./seeding.ts";

export async function program(model: StackModel, at: Date): Promise<Record<string, unknown>> {
  seed(path.join(import.meta.dirname, "..", "seeds.json"), model.stackName);
  return real(model, at);
}
`;

/** A team's folder with the pack, whose program can be made to break rules, and the sandbox with all five vendors. */
export class SeededWorld {
  readonly world: SandboxWorld;
  readonly #up = new Set<StackName>();

  private constructor(world: SandboxWorld) {
    this.world = world;
  }

  static async open(): Promise<SeededWorld> {
    const seeded = new SeededWorld(await SandboxWorld.open());
    const { root, folder } = seeded.world;
    cpSync(inRepository("policy"), path.join(root, "policy"), { recursive: true });
    renameSync(path.join(root, "infra/program.ts"), path.join(root, "infra/real-program.ts"));
    cpSync(inRepository("test/e2e/helpers/seeding.ts"), path.join(root, "infra/seeding.ts"));
    folder.write("infra/program.ts", program);
    seeded.seed("shared", []);
    await seeded.world.json(["sandbox", "clock", "set", seedInstant.toISOString()], 0, []);
    return seeded;
  }

  /** What one stack declares otherwise from now on; all others are as the model says. */
  seed(stack: StackName, changes: readonly ResourceChange[]): void {
    this.world.folder.write("seeds.json", JSON.stringify({ [stack]: changes }));
  }

  /** What the engine's preview with the pack tells; it ends with `exitCode`. */
  async preview(stack: StackName, exitCode: number): Promise<Previewed> {
    const args = ["preview", "--stack", stack, "--target", "sandbox"];
    const { findings } = await this.world.json<EngineAnswer>(args, exitCode);
    const mandatory = findings.filter(({ level }) => level === "mandatory");
    const warnings = findings.filter(({ level }) => level === "warning").map(({ message }) => message);
    return { violations: sorted(mandatory.map(ofEngine)), warnings };
  }

  /** Brings a stack up; `withPack` false: with nobody looking, as before there were rules. */
  async up(stack: StackName, { withPack = true, exitCode = 0 } = {}): Promise<string> {
    const [pack, away] = [path.join(this.world.root, "policy"), path.join(this.world.root, "policy-away")];
    if (!withPack) renameSync(pack, away);
    const told = await this.world.run(["up", "--stack", stack, "--target", "sandbox", "--json"]);
    if (!withPack) renameSync(away, pack);
    expect(told.exitCode, `${told.stdout}\n${told.stderr}`).toBe(exitCode);
    if (exitCode === 0) this.#up.add(stack);
    return told.stdout;
  }

  /** Brings the shared stack up as the model has it, unless it is: others refer to it. */
  async sharedIsUp(): Promise<void> {
    this.seed("shared", []);
    if (!this.#up.has("shared")) await this.up("shared");
  }

  /** Violations that `policy check` tells of the offline plan, or of the state that the engine exports; it ends with `exitCode`. */
  async check(stack: StackName, from: "plan" | "state", exitCode: number): Promise<readonly Told[]> {
    const file = `exported-${stack}.json`;
    if (from === "state") {
      const state = await this.world.json<object>(["state", "export", "--stack", stack]);
      this.world.folder.write(file, JSON.stringify(state));
    }
    const args = ["policy", "check", "--stack", stack, "--at", seedInstant.toISOString()];
    const verdict = await this.world.json<Verdict>([...args, ...(from === "state" ? ["--state", file] : [])], exitCode);
    return sorted(verdict.findings.filter(({ kind }) => kind === "violation"));
  }

  /** Runs `act`, during which nothing may be written to any vendor. */
  async withoutWrites<T>(act: () => Promise<T>): Promise<T> {
    const before = await this.world.lastRequest();
    const result = await act();
    const lines = await this.world.requests(before);
    expect(lines.filter((line) => !/^\w+ (?:GET|HEAD) /.test(line))).toEqual([]);
    return result;
  }
}

/** Without the rule's title before, and its fix behind. */
function ofEngine({ policy, message, urn = "" }: EngineFinding): Told {
  const text = message.slice(message.indexOf("\n") + 1);
  const isStack = urn === "" || urn.includes("::pulumi:pulumi:Stack::");
  return {
    rule: policy,
    resource: isStack ? "stack" : urn.split("::").slice(3).join("::"),
    message: text.slice(0, text.indexOf(". Fix: ")),
  };
}
