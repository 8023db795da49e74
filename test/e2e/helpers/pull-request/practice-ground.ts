import { readFileSync } from "node:fs";
import path from "node:path";
import type { SandboxConnection } from "../../../../packages/cli/src/sandbox/connection.ts";
import { ended } from "./child.ts";

/** Where a practice ground is and what it is for. */
export interface PracticeGroundArgs {
  /** Folder with the rules and their packages: that of a person who brings them up by hand. */
  readonly root: string;
  /** Folder of the engine's files. */
  readonly home: string;
  /** Address of the states that all jobs share. */
  readonly states: string;
  /** Folder whose `bin/pulumi` brings stacks up; undefined: there is none, so no application is served either. */
  readonly engine: string | undefined;
}

/** A running sandbox in the folder of the rules. */
export class PracticeGround {
  readonly args: PracticeGroundArgs;

  private constructor(args: PracticeGroundArgs) {
    this.args = args;
  }

  /** Starts a sandbox; with the engine on a Monday morning, when every stack is open for changes. */
  static async start(args: PracticeGroundArgs): Promise<PracticeGround> {
    const ground = new PracticeGround(args);
    await ground.json(["sandbox", "start", ...(args.engine === undefined ? [] : ["--apps"])]);
    if (args.engine === undefined) return ground;
    await ground.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"]).catch(async (error: unknown) => {
      await ground.stop();
      throw error;
    });
    return ground;
  }

  /** Folder of the sandbox's files. */
  get folder(): string {
    return path.join(this.args.root, ".launchgate/sandbox");
  }

  get connection(): SandboxConnection {
    return JSON.parse(readFileSync(path.join(this.folder, "connection.json"), "utf8")) as SandboxConnection;
  }

  /** Variables of a machine that has an engine. */
  get variables(): Readonly<Record<string, string>> {
    const { engine } = this.args;
    return engine === undefined ? {} : { LAUNCHGATE_PULUMI_ROOT: engine };
  }

  /** Runs a command of ours with `--json`. @throws Error where it does not end with 0 */
  async json<T>(args: readonly string[]): Promise<T> {
    const { root, home, states } = this.args;
    const folders = { HOME: home, PULUMI_HOME: path.join(home, "pulumi"), PULUMI_BACKEND_URL: states };
    const env = { PATH: process.env["PATH"] ?? "", ...folders, ...this.variables };
    const entry = path.join(root, "packages/cli/bin/launchgate.js");
    const said: string[] = [];
    const printed: string[] = [];
    const code = await ended(process.execPath, [entry, ...args, "--json"], {
      cwd: root,
      env,
      say: (text, stream) => void (stream === "stdout" ? printed : said).push(text),
    });
    if (code !== 0)
      throw new Error(`${args.join(" ")} ended with ${String(code)}: ${printed.join("")}${said.join("")}`);
    return JSON.parse(printed.join("")) as T;
  }

  async stop(): Promise<void> {
    await this.json(["sandbox", "stop"]);
  }
}
