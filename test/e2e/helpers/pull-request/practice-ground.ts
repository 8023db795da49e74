import { readFileSync } from "node:fs";
import path from "node:path";
import { TeamFolder } from "../../../helpers/launchgate.ts";
import type { SandboxConnection } from "../../../../packages/cli/src/sandbox/connection.ts";

/** A running sandbox with a team's folder of its own. */
export class PracticeGround {
  readonly folder = new TeamFolder();
  readonly #home: string;

  private constructor(home: string) {
    this.#home = home;
  }

  /** Starts a sandbox. `home`: folder of the engine's files. */
  static async start(home: string): Promise<PracticeGround> {
    const ground = new PracticeGround(home);
    await ground.json(["sandbox", "start"]);
    return ground;
  }

  get connection(): SandboxConnection {
    const file = path.join(this.folder.root, ".launchgate/sandbox/connection.json");
    return JSON.parse(readFileSync(file, "utf8")) as SandboxConnection;
  }

  /** Runs a command of ours with `--json`. @throws Error where it does not end with 0 */
  async json<T>(args: readonly string[]): Promise<T> {
    const env = { HOME: this.#home, PULUMI_HOME: path.join(this.#home, "pulumi") };
    const { exitCode, stdout, stderr } = await this.folder.run([...args, "--json"], { env });
    if (exitCode !== 0) throw new Error(`${args.join(" ")} ended with ${String(exitCode)}: ${stdout}${stderr}`);
    return JSON.parse(stdout) as T;
  }

  async stop(): Promise<void> {
    await this.folder.run(["sandbox", "stop"], { env: { HOME: this.#home } });
    this.folder.remove();
  }
}
