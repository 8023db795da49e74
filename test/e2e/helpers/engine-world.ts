import { spawn, type ChildProcess } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { vendorFeatures, type VendorId } from "@launchgate/core";
import { afterAll, beforeAll } from "vitest";
import { stringify } from "yaml";
import { NeonServer } from "../../../packages/neon-pulumi/test/neon-server/server.ts";
import { TeamFolder } from "../../helpers/launchgate.ts";
import { inRepository, repositoryRoot } from "../../helpers/repository.ts";

/** Folder whose `bin/pulumi` the tests run. */
export const engineRoot = inRepository(".launchgate/engine");

/** Why the tests with the real engine cannot run here; undefined where they can. */
export function engineAbsent(): string | undefined {
  const binary = path.join(engineRoot, "bin/pulumi");
  if (existsSync(binary)) return undefined;
  const reason = `there is no ${path.relative(repositoryRoot, binary)}; run \`launchgate engine install\``;
  console.warn(`skipped: ${reason}`);
  return reason;
}

/** Passphrase of the tests' stacks: a canary, it must be seen nowhere. */
export const passphrase = "canary-passphrase-7f3a";

/** How a command ended. */
export interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Environment on top of the world's; `undefined` removes a variable. */
export type Overrides = Readonly<Record<string, string | undefined>>;

/** What a command printed with `--json`: every field that one of them has. */
export interface Answer {
  readonly stack: string;
  readonly target: string;
  readonly result: string;
  readonly changes: Readonly<Record<"create" | "update" | "replace" | "delete" | "same", number>>;
  readonly steps: readonly { readonly urn: string; readonly op: string }[];
  readonly findings: readonly { readonly pack: string; readonly policy: string; readonly level: string }[];
  readonly freeze: { readonly open: boolean };
  readonly keptState: string;
  readonly dropped: readonly string[];
  readonly history: readonly { readonly kind: string; readonly result: string }[];
  readonly kept: readonly { readonly file: string }[];
  readonly removed: readonly unknown[];
  readonly deployment: { readonly resources: readonly unknown[] };
  readonly ok: boolean;
  readonly error: { readonly code: string; readonly message: string; readonly fix: string };
}

/** A command that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves once standard error holds a text; rejects if the command ends before. */
  readonly says: (text: string | RegExp) => Promise<void>;
}

const unused: readonly VendorId[] = ["github", "vercel", "pagerduty", "datadog"];

/** A window over every day, as the model writes it. */
export function everyDay(kind: "allow" | "deny", stages: readonly string[]): object {
  const when = { timeZone: "UTC", start: "2026-01-01T00:00", duration: "1 day", recurrence: "FREQ=DAILY" };
  return { title: `Every day ${kind}`, kind, stages, ...when };
}

/**
 * The model without the vendors that have no plugin here, each of their features named as compensated; and with a calendar that is
 * open on whatever day the tests run.
 */
function onlyNeon(): object {
  const vendors = unused.map((vendor) => {
    const features = Object.entries(vendorFeatures).filter(([, feature]) => feature.vendor === vendor);
    const compensations = features.map(([feature]) => ({ feature, gate: "Not used in this test.", owner: "platform" }));
    return [vendor, { plan: "none", compensations }];
  });
  const windows = { "year-end": null, "quarter-close": null, "test-open": everyDay("allow", ["prod"]) };
  return { vendors: Object.fromEntries(vendors) as object, release: { freeze: { windows } } };
}

/** A team's folder with the real program, the real engine, a backend of its own, and Neon's API on loopback. */
export class EngineWorld {
  readonly server: NeonServer;
  readonly folder = new TeamFolder();
  readonly #home: string;
  readonly #children = new Set<ChildProcess>();

  private constructor(server: NeonServer, home: string) {
    this.server = server;
    this.#home = home;
  }

  /**
   * A world with its two stacks for the tests of a file, where there is an engine: opened before them, given to `take`, closed after
   * them.
   */
  static forTests(absent: string | undefined, take: (world: EngineWorld) => unknown): void {
    let world: EngineWorld | undefined;
    beforeAll(async () => {
      if (absent !== undefined) return;
      world = await EngineWorld.open();
      for (const stack of ["shared", "drill"]) await world.configure(stack);
      await take(world);
    });
    afterAll(() => world?.close());
  }

  static async open(): Promise<EngineWorld> {
    const world = new EngineWorld(await NeonServer.start(), await mkdtemp(path.join(tmpdir(), "launchgate-e2e-")));
    world.overlay("only-neon.yaml", onlyNeon());
    return world;
  }

  get root(): string {
    return this.folder.root;
  }

  /** Environment of commands and of the engine. */
  get env(): Record<string, string> {
    return {
      PATH: process.env["PATH"] ?? "",
      HOME: this.#home,
      PULUMI_HOME: path.join(this.#home, "pulumi"),
      NEON_PULUMI_RECOVERY_DIR: path.join(this.#home, "recovery"),
      PULUMI_CONFIG_PASSPHRASE: passphrase,
      LAUNCHGATE_PULUMI_ROOT: engineRoot,
    };
  }

  /** Writes a YAML file into the folder. */
  overlay(name: string, content: object): string {
    return this.folder.write(name, stringify(content));
  }

  /** Address of the file backend that is used by default. */
  get backendUrl(): string {
    return `file://${path.join(this.root, ".launchgate/state")}`;
  }

  /** Points a stack at the test server and sets its key as a user does: `pulumi config set --secret`. */
  async configure(stack: string): Promise<void> {
    mkdirSync(path.join(this.root, ".launchgate/state"), { recursive: true });
    writeFileSync(
      path.join(this.root, `Pulumi.${stack}.yaml`),
      stringify({ config: { "launchgate:neonOrganization": "org-test", "launchgate:neonEndpoint": this.server.url } }),
    );
    await this.pulumi(["stack", "init", stack]);
    await this.pulumi(["config", "set", "--secret", "launchgate:neonApiKey", "--stack", stack], {}, this.server.key);
  }

  /** Notes the backend as it is now, for {@link rewind}. */
  mark(): void {
    cpSync(path.join(this.root, ".launchgate"), path.join(this.#home, "marked"), { recursive: true });
  }

  /** Puts the backend back to the mark and empties the vendor: quicker than a new world. */
  rewind(): void {
    rmSync(path.join(this.root, ".launchgate"), { recursive: true, force: true });
    cpSync(path.join(this.#home, "marked"), path.join(this.root, ".launchgate"), { recursive: true });
    rmSync(path.join(this.#home, "recovery"), { recursive: true, force: true });
    this.server.account.projects.clear();
    this.server.account.operationMilliseconds = 5;
    this.server.seen.length = 0;
  }

  /** Runs the engine's own command in the folder. */
  async pulumi(args: readonly string[], env: Overrides = {}, input = ""): Promise<Ended> {
    const backend = { PULUMI_BACKEND_URL: this.backendUrl, PULUMI_SKIP_UPDATE_CHECK: "true" };
    const running = this.#spawn(path.join(engineRoot, "bin/pulumi"), [...args, "--non-interactive"], {
      ...backend,
      ...env,
    });
    running.child.stdin?.end(input);
    const ended = await running.ended;
    if (ended.exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${ended.stderr}`);
    return ended;
  }

  /** Starts `launchgate <args>`, for the practice target unless told otherwise. */
  start(args: readonly string[], env: Overrides = {}): Running {
    const entry = inRepository("packages/cli/bin/launchgate.js");
    const running = this.#spawn(process.execPath, [entry, ...args, "--overlay", "only-neon.yaml"], env);
    running.child.stdin?.end();
    return running;
  }

  /** Runs `launchgate <args>` to its end. */
  run(args: readonly string[], env: Overrides = {}): Promise<Ended> {
    return this.start(args, env).ended;
  }

  /** Runs with `--json` and gives what it printed. */
  async json(
    args: readonly string[],
    env: Overrides = {},
  ): Promise<{ exitCode: number | null; data: Answer; stderr: string }> {
    const { exitCode, stdout, stderr } = await this.run([...args, "--json"], env);
    try {
      return { exitCode, data: JSON.parse(stdout) as Answer, stderr };
    } catch {
      throw new Error(`no JSON from ${args.join(" ")} (exit ${String(exitCode)}): ${stdout}\n${stderr}`);
    }
  }

  /** Every file below the folder, its backend included, with its text. */
  texts(below = this.root): Record<string, string> {
    const files = readdirSync(below, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    return Object.fromEntries(
      files.map((each) => [
        path.join(each.parentPath, each.name),
        readFileSync(path.join(each.parentPath, each.name), "utf8"),
      ]),
    );
  }

  /** Home of the engine: plugins, logs, recovery notes. */
  get home(): string {
    return this.#home;
  }

  async close(): Promise<void> {
    for (const child of this.#children) child.kill("SIGKILL");
    await this.server.stop();
    this.folder.remove();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  #spawn(command: string, args: readonly string[], env: Overrides): Running {
    const child = spawn(command, args, { cwd: this.root, env: { ...this.env, ...env }, stdio: "pipe" });
    this.#children.add(child);
    const text = { stdout: "", stderr: "" };
    const waiting: { wanted: string | RegExp; resolve: () => void; reject: (error: Error) => void }[] = [];
    const look = (): void => {
      for (const each of [...waiting]) {
        const found =
          typeof each.wanted === "string" ? text.stderr.includes(each.wanted) : each.wanted.test(text.stderr);
        if (found) waiting.splice(waiting.indexOf(each), 1)[0]?.resolve();
      }
    };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => {
      text.stderr += chunk;
      look();
    });
    const ended = new Promise<Ended>((resolve, reject) => {
      child.once("error", reject);
      child.once("close", (exitCode) => {
        this.#children.delete(child);
        for (const each of waiting)
          each.reject(new Error(`ended without saying ${String(each.wanted)}: ${text.stderr}`));
        resolve({ exitCode, ...text });
      });
    });
    const says = (wanted: string | RegExp): Promise<void> =>
      new Promise((resolve, reject) => {
        waiting.push({ wanted, resolve, reject });
        look();
      });
    return { child, ended, says };
  }
}
