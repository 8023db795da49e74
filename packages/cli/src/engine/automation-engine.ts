import semver from "semver";
import { z } from "zod";
import { analyzerFolder } from "./policy-pack.ts";
import { AutomationStack } from "./automation-stack.ts";
import { dropBrokenSidecars, type Backend } from "./backend.ts";
import type { Environment } from "./child-env.ts";
import { engineEnv } from "./engine-env.ts";
import { engineFault } from "./engine-faults.ts";
import type { EnginePort, EngineStack } from "./engine-port.ts";
import type { LocatedEngine } from "./locate.ts";
import { passphraseLock } from "./passphrase-lock.ts";
import { EngineCommandError, PulumiRunner } from "./pulumi-runner.ts";
import { SecretMask } from "./secret-mask.ts";
import { addSecretsLock, addSecureSettings, readStackFile, writeWorkFolder, type ExtraSetting } from "./work-folder.ts";

/** What an {@link AutomationEngine} is made from. */
export interface AutomationEngineArgs {
  /** Folder of the program. */
  readonly root: string;
  /** Name in Pulumi.yaml. */
  readonly projectName: string;
  readonly engine: Pick<LocatedEngine, "path" | "version">;
  readonly backend: Backend;
  /** Environment of this process; the engine gets an allow-list of it. */
  readonly env: Environment;
  /** See {@link WorkFolderRequest}. */
  readonly pluginFolders: Readonly<Record<string, string>>;
  /** The program; what it returns are the stack's outputs. */
  readonly program: () => Promise<Record<string, unknown>>;
  /** Present moment, for the policy pack. */
  readonly now: () => Date;
  /** Configuration keys with namespace whose values are secret: masked in every text. */
  readonly secretKeys: readonly string[];
  /** Settings on top of `Pulumi.<stack>.yaml`, as the practice ground gives them. Default none. */
  readonly settings?: readonly ExtraSetting[];
  /** See {@link WorkFolderRequest}. */
  readonly practice?: string | undefined;
  /** See {@link WorkFolderRequest}. */
  readonly settingsOf?: string | undefined;
}

const stackListSchema = z.array(z.looseObject({ name: z.string() }));

/**
 * The engine by way of Pulumi's Automation API: the program runs in this process, the engine as a child of it. The API is loaded
 * on first use, so that other commands start without it. (P1)
 */
export class AutomationEngine implements EnginePort {
  readonly #args: AutomationEngineArgs;
  readonly #mask = new SecretMask();

  constructor(args: AutomationEngineArgs) {
    this.#args = args;
    this.#mask.add(args.env["PULUMI_CONFIG_PASSPHRASE"]);
    for (const { value, secret } of args.settings ?? []) if (secret) this.#mask.add(value);
  }

  async find(name: string): Promise<EngineStack | undefined> {
    const { runner, folder } = await this.#prepare(name);
    try {
      await runner.start(["stack", "select", name], { cwd: folder });
    } catch (error) {
      if (error instanceof EngineCommandError && /no stack named .* found/.test(error.outcome.stderr)) return undefined;
      throw this.#fault(name, error);
    }
    return this.#open(name, runner, folder);
  }

  async create(name: string): Promise<EngineStack> {
    const { runner, folder, secretsProvider } = await this.#prepare(name);
    const keys = secretsProvider === undefined ? [] : ["--secrets-provider", secretsProvider];
    await runner.start(["stack", "init", name, ...keys], { cwd: folder }).catch((error: unknown) => {
      throw this.#fault(name, error);
    });
    return this.#open(name, runner, folder);
  }

  async tagged(tag: string): Promise<readonly string[]> {
    const listing = ".listing";
    const { runner, folder } = await this.#prepare(listing);
    try {
      const { stdout } = await runner.start(["stack", "ls", "--json", "--tag", tag], { cwd: folder });
      return stackListSchema.parse(JSON.parse(stdout)).map(({ name }) => name.split("/").at(-1) ?? name);
    } catch (error) {
      throw this.#fault(listing, error);
    }
  }

  async #prepare(name: string): Promise<{ runner: PulumiRunner; folder: string; secretsProvider?: string }> {
    const { root, projectName, engine, backend, env, pluginFolders, practice, settingsOf } = this.#args;
    const plainSettings = (this.#args.settings ?? []).filter(({ secret }) => !secret);
    await dropBrokenSidecars(backend, projectName);
    const places = { root, projectName, stackName: name, backendUrl: backend.url, pluginFolders };
    const request = { ...places, plainSettings, practice, settingsOf };
    const folder = await writeWorkFolder(request);
    const { secretsprovider } = await readStackFile(folder, name);
    const tools = [await analyzerFolder(folder)];
    const environment = engineEnv({ env, backendUrl: backend.url, secretsProvider: secretsprovider, tools });
    const runner = new PulumiRunner(engine.path, semver.parse(engine.version), environment);
    return { runner, folder, ...(secretsprovider === undefined ? {} : { secretsProvider: secretsprovider }) };
  }

  async #open(name: string, runner: PulumiRunner, folder: string): Promise<EngineStack> {
    const { projectName, backend, program, now, secretKeys } = this.#args;
    const mask = this.#mask;
    const stack = new AutomationStack({ name, projectName, folder, backend, runner, mask, program, now, secretKeys });
    await addSecretsLock(folder, name, () => stack.exportState());
    await this.#addSecrets(name, folder, runner);
    return stack;
  }

  /** Only one by `pulumi config set`, where there is no lock yet: that is a run of the engine for each. */
  async #addSecrets(name: string, folder: string, runner: PulumiRunner): Promise<void> {
    const secrets = (this.#args.settings ?? []).filter(({ secret }) => secret);
    const [first] = secrets;
    if (first === undefined) return;
    const { encryptionsalt } = await readStackFile(folder, name);
    if (encryptionsalt === undefined) await this.#setSecret(name, folder, runner, first);
    const salt = encryptionsalt ?? (await readStackFile(folder, name)).encryptionsalt ?? "";
    const encrypt = await passphraseLock(name, salt, this.#args.env);
    await addSecureSettings(folder, name, Object.fromEntries(secrets.map(({ key, value }) => [key, encrypt(value)])));
  }

  /** By standard input: arguments can be read by every user of the machine. */
  async #setSecret(name: string, folder: string, runner: PulumiRunner, { key, value }: ExtraSetting): Promise<void> {
    const args = ["config", "set", "--secret", `launchgate:${key}`, "--stack", name];
    await runner.start(args, { cwd: folder, input: value }).catch((error: unknown) => {
      throw this.#fault(name, error);
    });
  }

  #fault(stack: string, cause: unknown): unknown {
    if (!(cause instanceof EngineCommandError)) return cause;
    const said = this.#mask.text(`${cause.outcome.stderr}\n${cause.outcome.stdout}`);
    return engineFault({ stack, said, errors: [], cause });
  }
}
