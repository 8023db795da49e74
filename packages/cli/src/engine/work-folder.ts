import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";

/** A value for the stack's configuration, key without namespace. */
export interface ExtraSetting {
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
}

/** What a work folder is made from. */
export interface WorkFolderRequest {
  /** Folder of the program. */
  readonly root: string;
  /** Name in Pulumi.yaml: part of every resource's URN. */
  readonly projectName: string;
  readonly stackName: string;
  readonly backendUrl: string;
  /** Folder of the executable of each provider that does not come from the engine's own plugin folder. */
  readonly pluginFolders: Readonly<Record<string, string>>;
  /** Plain settings on top of the stack file; secret ones are added encrypted, see {@link addSecureSettings}. */
  readonly plainSettings: readonly ExtraSetting[];
  /**
   * Practice target that the folder is for: it gets a folder of its own, and neither secrets nor lock of the team's stack file, which
   * are those of the live stack. Default: the live one.
   */
  readonly practice?: string | undefined;
  /** Stack whose file is used. Default: the stack itself; a throw-away stack uses that of the one it was made after. */
  readonly settingsOf?: string | undefined;
}

/** Part of a stack file that is read here; the rest goes through as it is. */
const stackFileSchema = z.looseObject({
  encryptionsalt: z.string().optional(),
  secretsprovider: z.string().optional(),
  encryptedkey: z.string().optional(),
  config: z.record(z.string(), z.unknown()).default({}),
});

/** Content of `Pulumi.<stack>.yaml`. */
export type StackFile = z.infer<typeof stackFileSchema>;

/** The engine's folder for one stack: generated anew before each operation, so that no tracked file is ever written. */
export function workFolderOf(root: string, stackName: string, practice?: string): string {
  return path.join(root, ".launchgate", "work", ...(practice === undefined ? [] : [`${practice}-target`]), stackName);
}

/** Name of the file that the engine reads a stack's configuration from. */
export function stackFileName(stackName: string): string {
  return `Pulumi.${stackName}.yaml`;
}

/** Reads a stack file; an absent one is empty. */
export async function readStackFile(folder: string, stackName: string): Promise<StackFile> {
  const text = await readFile(path.join(folder, stackFileName(stackName)), "utf8").catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return "";
    throw error;
  });
  return stackFileSchema.parse(parse(text) ?? {});
}

/**
 * Writes the work folder: project file with absolute plugin folders, and the team's stack file as it stands (encrypted values and
 * all). What locks the secrets (salt, or key of a key service) is taken from the earlier work folder where the team's file has none,
 * because the engine chose it when it made the stack.
 */
export async function writeWorkFolder(request: WorkFolderRequest): Promise<string> {
  const folder = workFolderOf(request.root, request.stackName, request.practice);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await sweepLeftovers(folder);
  const earlier = await readStackFile(folder, request.stackName);
  const written = await readStackFile(request.root, request.settingsOf ?? request.stackName);
  const tracked = request.practice === undefined ? written : { config: plainOf(written) };
  const lock = isLocked(tracked) ? {} : lockOf(earlier);
  const plain = Object.fromEntries(request.plainSettings.map(({ key, value }) => [`launchgate:${key}`, value]));
  const stackFile = { ...lock, ...tracked, config: { ...tracked.config, ...plain } };
  await put(path.join(folder, "Pulumi.yaml"), projectFile(request));
  await put(path.join(folder, stackFileName(request.stackName)), stackFile);
  return folder;
}

function plainOf({ config }: StackFile): Record<string, unknown> {
  return Object.fromEntries(Object.entries(config).filter(([, value]) => typeof value === "string"));
}

function isLocked({ encryptionsalt, secretsprovider }: Partial<StackFile>): boolean {
  return Boolean(encryptionsalt) || Boolean(secretsprovider);
}

/** Adds encrypted settings to a work folder's stack file: key without namespace to the form that stands after `secure:`. */
export async function addSecureSettings(
  folder: string,
  stackName: string,
  settings: Readonly<Record<string, string>>,
): Promise<void> {
  const file = await readStackFile(folder, stackName);
  const secure = Object.entries(settings).map(([key, value]) => [`launchgate:${key}`, { secure: value }] as const);
  const config = { ...file.config, ...Object.fromEntries(secure) };
  await put(path.join(folder, stackFileName(stackName)), { ...file, config });
}

/** Milliseconds after which a plan or a copy of a state was left by a run that was killed. */
const leftAfter = 86_400_000;

async function sweepLeftovers(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => /^(?:plan|import)-[0-9a-f-]+\.json$/.test(name));
  for (const name of names) {
    const file = path.join(folder, name);
    const made = await stat(file).catch(() => undefined);
    if (made !== undefined && Date.now() - made.mtimeMs > leftAfter) await rm(file, { force: true });
  }
}

function lockOf({ encryptionsalt, secretsprovider, encryptedkey }: StackFile): Partial<StackFile> {
  return {
    ...(encryptionsalt === undefined ? {} : { encryptionsalt }),
    ...(secretsprovider === undefined ? {} : { secretsprovider }),
    ...(encryptedkey === undefined ? {} : { encryptedkey }),
  };
}

const stateLockSchema = z.object({
  deployment: z.object({
    secrets_providers: z.object({
      type: z.string(),
      state: z.looseObject({
        salt: z.string().optional(),
        url: z.string().optional(),
        encryptedkey: z.string().optional(),
      }),
    }),
  }),
});

/**
 * Completes a work folder whose stack file does not say how secrets are locked, as in a fresh clone: taken from the state. Without
 * it the engine would make a new lock with whatever passphrase is set.
 */
export async function addSecretsLock(
  folder: string,
  stackName: string,
  exportState: () => Promise<unknown>,
): Promise<void> {
  const file = await readStackFile(folder, stackName);
  if (isLocked(file)) return;
  const found = stateLockSchema.safeParse(await exportState());
  if (!found.success) return;
  const { salt, url, encryptedkey } = found.data.deployment.secrets_providers.state;
  const lock = salt ? { encryptionsalt: salt } : url && encryptedkey ? { secretsprovider: url, encryptedkey } : {};
  await put(path.join(folder, stackFileName(stackName)), { ...lock, ...file });
}

function projectFile({ projectName, backendUrl, pluginFolders }: WorkFolderRequest): object {
  const providers = Object.entries(pluginFolders).map(([name, folder]) => ({ name, path: folder }));
  return {
    name: projectName,
    runtime: "nodejs",
    description: "Generated by launchgate; do not edit.",
    backend: { url: backendUrl },
    ...(providers.length > 0 ? { plugins: { providers } } : {}),
  };
}

/** Written aside and renamed: the engine never reads half a file. */
async function put(file: string, content: object): Promise<void> {
  const aside = `${file}.${String(process.pid)}`;
  await writeFile(aside, stringify(content), { mode: 0o600 });
  await chmod(aside, 0o600);
  await rename(aside, file);
}
