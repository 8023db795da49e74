import { chmodSync, existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Certificates as PEM text. */
export interface Certificates {
  /** File of the CA certificate, for `SSL_CERT_FILE` and `NODE_EXTRA_CA_CERTS`. */
  readonly caFile: string;
  readonly ca: string;
  readonly key: string;
  readonly certificate: string;
}

const days = 24 * 3600 * 1000;

/**
 * The CA of this sandbox and a certificate for all hosts it plays: made at first start and kept in the folder, renewed when
 * hosts were added or a month is left. The private keys never leave the folder (mode 0600); the CA is trusted by nobody
 * who is not told to.
 */
export async function certificatesOf(folder: string, hosts: readonly string[]): Promise<Certificates> {
  const caFile = join(folder, "ca.pem");
  const file = join(folder, "tls.json");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Kept) : undefined;
  const now = Date.now();
  const usable = kept && kept.expires - now > 30 * days && hosts.every((host) => kept.hosts.includes(host));
  const current = usable ? kept : await make(hosts, now);
  if (current !== kept) writePrivate(file, JSON.stringify(current));
  if (!existsSync(caFile) || readFileSync(caFile, "utf8") !== current.ca) writeFileSync(caFile, current.ca);
  return { caFile, ca: current.ca, key: current.key, certificate: current.certificate };
}

interface Kept {
  readonly ca: string;
  readonly key: string;
  readonly certificate: string;
  readonly hosts: readonly string[];
  /** Milliseconds since 1970. */
  readonly expires: number;
}

async function make(hosts: readonly string[], now: number): Promise<Kept> {
  const { generate } = await import("selfsigned");
  const expires = now + 825 * days;
  const common = {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(now - days),
    notAfterDate: new Date(expires),
  } as const;
  const ca = await generate([{ name: "commonName", value: "Launchgate sandbox CA" }], {
    ...common,
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", keyCertSign: true, cRLSign: true, critical: true },
    ],
  });
  const leaf = await generate([{ name: "commonName", value: "Launchgate sandbox" }], {
    ...common,
    ca: { key: ca.private, cert: ca.cert },
    extensions: [
      { name: "basicConstraints", cA: false, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      { name: "subjectAltName", altNames: hosts.map(subjectName) },
    ],
  });
  return { ca: ca.cert, certificate: leaf.cert, key: leaf.private, hosts, expires };
}

function subjectName(host: string): { type: 2; value: string } | { type: 7; ip: string } {
  return /^[\d.]+$/.test(host) ? { type: 7, ip: host } : { type: 2, value: host };
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivate(file: string, text: string): void {
  const next = `${file}.next`;
  writeFileSync(next, text, { mode: 0o600 });
  chmodSync(next, 0o600);
  renameSync(next, file);
}
