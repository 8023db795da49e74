import { createHmac, randomBytes } from "node:crypto";
import { z } from "zod";
import { sandboxPlaces } from "./places.ts";
import { readJsonFile, writePrivateFile } from "./private-file.ts";

const secretsSchema = z.strictObject({ passphrase: z.string().min(20), root: z.string().min(20) });

/** What is secret in a sandbox and was invented here. */
export interface SandboxSecrets {
  /** Locks the states of sandbox stacks where PULUMI_CONFIG_PASSPHRASE is not set. Never used for live stacks. */
  readonly passphrase: string;
  /** An invented value for a secret key of the model: the same at every run, so that nothing changes between two of them. */
  readonly valueOf: (key: string) => string;
}

/** Reads the secrets of a folder's sandbox; makes them at first use (mode 0600). */
export async function sandboxSecrets(root: string): Promise<SandboxSecrets> {
  const file = sandboxPlaces(root).secrets;
  const kept = secretsSchema.safeParse(await readJsonFile(file));
  const secrets = kept.success ? kept.data : { passphrase: random(), root: random() };
  if (!kept.success) await writePrivateFile(file, secrets);
  return {
    passphrase: secrets.passphrase,
    valueOf: (key) => createHmac("sha256", secrets.root).update(key).digest("hex").slice(0, 40),
  };
}

function random(): string {
  return randomBytes(24).toString("base64url");
}
