import { mkdirSync, writeFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { resolveModel, selectStack, valueOrThrow, type VendorId } from "@launchgate/core";
import { startSandbox, type Sandbox } from "@launchgate/sandbox";
import { stringify } from "yaml";
import { sandboxPlaces } from "../../../packages/cli/src/sandbox/places.ts";
import { seedOfModel } from "../../../packages/cli/src/sandbox/seed-of-model.ts";
import { model as written } from "../../../stacks/index.ts";
import { launchgate, TeamFolder, type CommandResult } from "../../helpers/launchgate.ts";
import { callVendor } from "../../helpers/vendor-call.ts";
import { engineRoot, everyDay } from "../helpers/engine-world.ts";

/** A team's folder with the sandbox served by the test itself, so that a test may change the vendors' world behind everybody's back. */
export class DriftWorld {
  readonly folder: TeamFolder;
  readonly sandbox: Sandbox;
  readonly #home: string;

  private constructor(folder: TeamFolder, sandbox: Sandbox, home: string) {
    this.folder = folder;
    this.sandbox = sandbox;
    this.#home = home;
  }

  static async open(): Promise<DriftWorld> {
    const folder = new TeamFolder();
    const windows = {
      "year-end": null,
      "quarter-close": null,
      "test-open": everyDay("allow", ["prod", "staging", "dev"]),
    };
    folder.write("open.yaml", stringify({ release: { freeze: { windows } } }));
    const model = selectStack(valueOrThrow(resolveModel(written, { at: new Date() })), "shared");
    const places = sandboxPlaces(folder.root);
    mkdirSync(places.folder, { recursive: true, mode: 0o700 });
    const sandbox = await startSandbox({ folder: places.world, seed: seedOfModel(model) });
    const world = new DriftWorld(folder, sandbox, await mkdtemp(path.join(tmpdir(), "launchgate-drift-")));
    await world.#tell(places.connection, model.organization.githubOwner);
    return world;
  }

  /** Runs `launchgate <args>` with the calendar open. */
  run(args: readonly string[]): Promise<CommandResult> {
    const env = { HOME: this.#home, PULUMI_HOME: path.join(this.#home, "pulumi"), LAUNCHGATE_PULUMI_ROOT: engineRoot };
    return launchgate([...args, "--overlay", "open.yaml"], { cwd: this.folder.root, env });
  }

  /** Runs with `--json` and gives what it printed. */
  async json(args: readonly string[]): Promise<{ readonly exitCode: number | null; readonly data: unknown }> {
    const { exitCode, stdout, stderr } = await this.run([...args, "--json"]);
    try {
      return { exitCode, data: JSON.parse(stdout) as unknown };
    } catch {
      throw new Error(`no JSON from ${args.join(" ")} (exit ${String(exitCode)}): ${stdout}\n${stderr}`);
    }
  }

  /** One call of a vendor as somebody makes it by hand. */
  send<T>(vendor: VendorId, line: string, body?: object, holder?: string): Promise<T> {
    return callVendor<T>(this.sandbox, vendor, line, body, holder);
  }

  async close(): Promise<void> {
    await this.sandbox.close();
    this.folder.remove();
    await rm(this.#home, { recursive: true, force: true, maxRetries: 5 });
  }

  /** Writes the file by which commands find the sandbox. */
  async #tell(file: string, slug: string): Promise<void> {
    const { urls, control, adminToken, tokens, certificates } = this.sandbox;
    const team = await this.send<{ id: string }>("vercel", `GET /v2/teams/${slug}`);
    const { organizations } = await this.send<{ organizations: { id: string }[] }>(
      "neon",
      "GET /api/v2/users/me/organizations",
    );
    const accounts = { vercelTeam: team.id, neonOrganization: organizations[0]?.id ?? "" };
    const startedAt = new Date().toISOString();
    const connection = {
      version: 1,
      pid: process.pid,
      startedAt,
      urls,
      control,
      adminToken,
      tokens,
      caFile: certificates.caFile,
      accounts,
    };
    writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  }
}
