import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { vendorFeatures, type VendorId } from "@launchgate/core";
import { expect } from "vitest";
import { stringify } from "yaml";
import type { SandboxConnection } from "../../../packages/cli/src/sandbox/connection.ts";
import { TeamFolder } from "../../helpers/launchgate.ts";
import { inRepository } from "../../helpers/repository.ts";
import { engineRoot } from "./engine-world.ts";

/** What a command printed and how it ended. */
export interface Told {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Met {
  readonly vendor: VendorId;
  readonly method: string;
  readonly path: string;
  /** How often. */
  readonly hit: number;
}

/** A team's folder with its own sandbox, the real engine, and no setting made by hand. */
export class SandboxWorld {
  readonly folder = new TeamFolder();
  readonly #home: string;
  readonly #overlay: readonly string[];

  private constructor(home: string, overlay: readonly string[]) {
    this.#home = home;
    this.#overlay = overlay;
  }

  /** `only`: vendors that are used; all others are left out of the model, so that tests are quick. Default: all five. */
  static async open(only?: readonly VendorId[]): Promise<SandboxWorld> {
    const home = await mkdtemp(path.join(tmpdir(), "launchgate-sandbox-"));
    const world = new SandboxWorld(home, only === undefined ? [] : ["--overlay", "only.yaml"]);
    if (only !== undefined) world.folder.write("only.yaml", stringify({ vendors: unusedVendors(only) }));
    const { exitCode, stderr } = await world.run(["sandbox", "start"], []);
    expect(exitCode, stderr).toBe(0);
    return world;
  }

  get root(): string {
    return this.folder.root;
  }

  /** No passphrase, no endpoint, no token. */
  get env(): Record<string, string> {
    const home = { HOME: this.#home, PULUMI_HOME: path.join(this.#home, "pulumi") };
    return { PATH: process.env["PATH"] ?? "", ...home, LAUNCHGATE_PULUMI_ROOT: engineRoot };
  }

  get connection(): SandboxConnection {
    const file = path.join(this.root, ".launchgate/sandbox/connection.json");
    return JSON.parse(readFileSync(file, "utf8")) as SandboxConnection;
  }

  /** Starts a command; `more` are arguments at its end, by default the overlay. */
  start(
    args: readonly string[],
    more = this.#overlay,
    env: Readonly<Record<string, string>> = {},
  ): { child: ChildProcess; ended: Promise<Told> } {
    const entry = inRepository("packages/cli/bin/launchgate.js");
    const stdio = ["ignore", "pipe", "pipe"] as const;
    const child = spawn(process.execPath, [entry, ...args, ...more], {
      cwd: this.root,
      env: { ...this.env, ...env },
      stdio: [...stdio],
    });
    const text = { stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (chunk: string) => (text.stdout += chunk));
    child.stderr.setEncoding("utf8").on("data", (chunk: string) => (text.stderr += chunk));
    const ended = new Promise<Told>((resolve) => child.once("close", (exitCode) => resolve({ exitCode, ...text })));
    return { child, ended };
  }

  run(args: readonly string[], more = this.#overlay, env: Readonly<Record<string, string>> = {}): Promise<Told> {
    return this.start(args, more, env).ended;
  }

  /** Runs with `--json`; fails where the exit code is another than the one expected. */
  async json<T>(
    args: readonly string[],
    exitCode = 0,
    more = this.#overlay,
    env: Readonly<Record<string, string>> = {},
  ): Promise<T> {
    const told = await this.run([...args, "--json"], more, env);
    expect(told.exitCode, `${args.join(" ")}: ${told.stdout}\n${told.stderr}`).toBe(exitCode);
    return JSON.parse(told.stdout) as T;
  }

  /** Sends a request to a vendor as the pipeline. */
  async vendor(id: "neon" | "github", method: string, at: string, body?: object): Promise<Response> {
    const { urls, tokens } = this.connection;
    return fetch(`${urls[id]}${at}`, {
      method,
      headers: { authorization: `Bearer ${tokens[id]["pulumi"]?.token ?? ""}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }

  /** Names of all Neon projects. */
  async neonProjects(): Promise<string[]> {
    const { neonOrganization } = this.connection.accounts;
    const answer = await this.vendor("neon", "GET", `/api/v2/projects?org_id=${neonOrganization}&limit=100`);
    const { projects } = (await answer.json()) as { projects: { name: string }[] };
    return projects.map(({ name }) => name).toSorted();
  }

  /** Resolves once the sandbox was asked for something: a line `neon POST /api/v2/projects` that matches. */
  async asked(pattern: RegExp, from = 0, timeout = 60_000): Promise<void> {
    await expect
      .poll(async () => (await this.requests(from)).some((line) => pattern.test(line)), {
        timeout,
        interval: 20,
      })
      .toBe(true);
  }

  /** Requests that the sandbox answered, `neon POST /api/v2/projects`, from a number on. */
  async requests(from = 0): Promise<string[]> {
    const all = await this.#requestLog();
    return all.filter(({ number }) => number > from).map(({ vendor, method, path: at }) => `${vendor} ${method} ${at}`);
  }

  /** Number of the last request that the sandbox answered. */
  async lastRequest(): Promise<number> {
    return Math.max(0, ...(await this.#requestLog()).map(({ number }) => number));
  }

  /** Asks the control interface. */
  async control(method: string, at: string, body?: object): Promise<unknown> {
    const { control, adminToken } = this.connection;
    const answer = await fetch(`${control}/__sandbox/${at}`, {
      method,
      headers: { authorization: `Bearer ${adminToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expect(answer.status, at).toBe(200);
    return answer.json();
  }

  /** Resolves once a fault that is set was met. */
  async metFault(timeout: number): Promise<void> {
    await expect.poll(async () => (await this.metFaults()).length, { timeout, interval: 50 }).toBeGreaterThan(0);
  }

  /** Faults that are set and were met. */
  async metFaults(): Promise<readonly Met[]> {
    return ((await this.control("GET", "faults")) as readonly Met[]).filter(({ hit }) => hit > 0);
  }

  async #requestLog(): Promise<readonly { number: number; vendor: string; method: string; path: string }[]> {
    const { control, adminToken } = this.connection;
    const answer = await fetch(`${control}/__sandbox/requests`, { headers: { authorization: `Bearer ${adminToken}` } });
    return (await answer.json()) as { number: number; vendor: string; method: string; path: string }[];
  }

  /** Forgets every stack: as in a clone that never brought one up. */
  async emptyBackend(): Promise<void> {
    for (const name of ["state", "work", "kept-state"]) {
      await rm(path.join(this.root, ".launchgate", name), { recursive: true, force: true });
    }
  }

  /** Every file below the folder with its text. */
  texts(): Record<string, string> {
    const files = readdirSync(this.root, { recursive: true, withFileTypes: true }).filter((each) => each.isFile());
    const names = files.map((each) => path.join(each.parentPath, each.name));
    return Object.fromEntries(names.map((name) => [path.relative(this.root, name), readFileSync(name, "utf8")]));
  }

  async close(): Promise<void> {
    await this.run(["sandbox", "stop"], []);
    this.folder.remove();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Kills a process with everything below it, as a machine that loses its power does. */
export function killTree(root: number): void {
  // All are held still first, until no new one is found: none escapes, and none records the end of another.
  const held = new Set<number>();
  for (let found = [root]; found.length > 0; found = treeOf(root).filter((pid) => !held.has(pid))) {
    for (const pid of found) {
      held.add(pid);
      signal(pid, "SIGSTOP");
    }
  }
  for (const pid of held) signal(pid, "SIGKILL");
}

function treeOf(root: number): number[] {
  const { stdout } = spawnSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf8" });
  const lines = stdout.trim().split("\n");
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number) as [number, number]);
  const below = (pid: number): number[] =>
    pairs.filter(([, parent]) => parent === pid).flatMap(([child]) => [child, ...below(child)]);
  return [root, ...below(root)];
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    // It ended by itself meanwhile.
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

/** All vendors but these as not used, each of their features named as compensated. */
export function unusedVendors(only: readonly VendorId[]): object {
  const unused = [...new Set(Object.values(vendorFeatures).map(({ vendor }) => vendor))].filter(
    (vendor) => !only.includes(vendor),
  );
  const entries = unused.map((vendor) => {
    const features = Object.entries(vendorFeatures).filter(([, feature]) => feature.vendor === vendor);
    const compensations = features.map(([feature]) => ({ feature, gate: "Not used in this test.", owner: "platform" }));
    return [vendor, { plan: "none", compensations }];
  });
  return Object.fromEntries(entries) as object;
}
