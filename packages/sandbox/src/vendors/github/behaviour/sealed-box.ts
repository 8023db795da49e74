import sodium from "libsodium-wrappers";
import type { World } from "../../../world/world.ts";

await sodium.ready;

/** Key pair that secrets of one repository or environment are sealed for. */
export interface SealedBoxKeys {
  readonly keyId: string;
  /** 32 bytes, base 64. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** The key pair of a repository or environment; made when first asked for. Call it within a transaction. */
export function keyPairOf({ store, ids }: World, owner: string): SealedBoxKeys {
  const name = `github.sealed-box:${owner}`;
  const known = store.kept(name) as SealedBoxKeys | undefined;
  if (known) return known;
  const pair = sodium.crypto_box_keypair();
  const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");
  const keyId = String(ids.number("github.public-key", 568_250_167));
  const keys = { keyId, publicKey: base64(pair.publicKey), privateKey: base64(pair.privateKey) };
  store.keep(name, keys);
  return keys;
}

/** Whether a text is a sealed box (libsodium `crypto_box_seal`, base 64) for these keys. */
export function opens(sealed: string, { publicKey, privateKey }: SealedBoxKeys): boolean {
  try {
    const bytes = (text: string): Uint8Array => Buffer.from(text, "base64");
    sodium.crypto_box_seal_open(bytes(sealed), bytes(publicKey), bytes(privateKey));
    return true;
  } catch {
    return false;
  }
}
