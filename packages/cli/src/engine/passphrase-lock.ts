import { createCipheriv, createDecipheriv, pbkdf2, randomBytes } from "node:crypto";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { LaunchgateError } from "@launchgate/core";
import type { Environment } from "./child-env.ts";

const deriveKey = promisify(pbkdf2);

/** What the engine encrypts with a passphrase to tell a right one from a wrong one. */
const known = "pulumi";
/** Rounds of PBKDF2, and bytes of key, nonce and tag, as the engine has them (sdk/go/common/resource/config/crypt.go). */
const form = { rounds: 1_000_000, keyBytes: 32, nonceBytes: 12, tagBytes: 16 } as const;

/** Makes the encrypted form of a value, as it stands after `secure:` in a stack file. */
export type Encrypt = (value: string) => string;

/**
 * Encrypts as the engine does for `encryptionsalt` of a stack file. Saves one run of the engine for each secret, of which a sandbox
 * stack has some thirty; the engine decrypts what is made here, which test/e2e proves.
 *
 * @throws LaunchgateError `engine.passphrase-wrong`, `engine.passphrase-missing`
 */
export async function passphraseLock(stack: string, encryptionSalt: string, env: Environment): Promise<Encrypt> {
  const passphrase = await passphraseOf(stack, env);
  const [, salt = "", ...check] = encryptionSalt.split(":");
  const key = await deriveKey(passphrase, Buffer.from(salt, "base64"), form.rounds, form.keyBytes, "sha256");
  if (open(key, check.join(":")) !== known) throw wrong(stack);
  return (value) => seal(key, value);
}

async function passphraseOf(stack: string, env: Environment): Promise<string> {
  const { PULUMI_CONFIG_PASSPHRASE: given, PULUMI_CONFIG_PASSPHRASE_FILE: file } = env;
  if (given !== undefined) return given;
  if (file !== undefined && file !== "") return (await readFile(file, "utf8")).trim();
  throw new LaunchgateError({
    code: "engine.passphrase-missing",
    message: `The secrets of stack "${stack}" are locked by a passphrase, and none is set.`,
    fix: "Set PULUMI_CONFIG_PASSPHRASE, or PULUMI_CONFIG_PASSPHRASE_FILE to a file that holds it.",
  });
}

function seal(key: Buffer, value: string): string {
  const nonce = randomBytes(form.nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  const text = Buffer.concat([cipher.update(value, "utf8"), cipher.final(), cipher.getAuthTag()]);
  return `v1:${nonce.toString("base64")}:${text.toString("base64")}`;
}

/** The value of an encrypted form; undefined for another key. */
function open(key: Buffer, sealed: string): string | undefined {
  const [, nonce = "", text = ""] = sealed.split(":");
  const bytes = Buffer.from(text, "base64");
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, Buffer.from(nonce, "base64"));
    decipher.setAuthTag(bytes.subarray(-form.tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(0, -form.tagBytes)), decipher.final()]).toString("utf8");
  } catch {
    return undefined;
  }
}

function wrong(stack: string): LaunchgateError {
  return new LaunchgateError({
    code: "engine.passphrase-wrong",
    message: `The passphrase does not open stack "${stack}".`,
    fix: "Set PULUMI_CONFIG_PASSPHRASE to the passphrase that the stack was made with; a sandbox stack made without one wants it unset. Nothing was changed.",
  });
}
