import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { timingSafeEqual } from "node:crypto";
import { vendorIds, type VendorId } from "@launchgate/core";
import type { Dialect, Presented } from "../http/dialect.ts";
import { writePrivate } from "../http/certificates.ts";
import { holdersOf, type Holder, type PerVendor, type Seed } from "../seed.ts";
import { alphabets, randomSecret } from "../world/ids.ts";
import { newToken } from "./token-format.ts";

/** What a holder presents to one vendor. */
export interface Credential {
  /** Bearer token; at Datadog the application key. */
  readonly token: string;
  /** Datadog only: the API key of the organisation. */
  readonly apiKey?: string;
}

/** Credentials of all holders at one vendor, by holder id. */
export type Credentials = Readonly<Record<string, Credential>>;

interface Kept {
  readonly admin: string;
  readonly vendors: Readonly<Record<string, Credentials>>;
}

/** Who may come in. Tokens are made at first start and kept in the folder, mode 0600; unknown ones are nobody's. */
export class Access {
  /** Token of the sandbox's own control interface. */
  readonly adminToken: string;
  /** Credentials by vendor and holder. */
  readonly credentials: PerVendor<Credentials>;
  readonly #holders = new Map<string, Holder>();
  readonly #apiKeys = new Set<string>();

  constructor(folder: string, seed: Seed, dialects: PerVendor<Dialect>) {
    const file = join(folder, "credentials.json");
    const text = existsSync(file) ? readFileSync(file, "utf8") : undefined;
    const kept = text === undefined ? undefined : (JSON.parse(text) as Kept);
    this.adminToken = kept?.admin ?? randomSecret(alphabets.mixed, 40);
    this.credentials = complete(seed, kept?.vendors ?? {});
    const next = JSON.stringify({ admin: this.adminToken, vendors: this.credentials } satisfies Kept, null, 2);
    if (next !== text) writePrivate(file, next);
    for (const vendor of vendorIds) this.#admit(seed, dialects[vendor]);
  }

  /** Whose credential this is; `undefined` for an unknown one. */
  holderOf(vendor: VendorId, { token, apiKey }: Presented): Holder | undefined {
    if (vendor !== "datadog") return this.#holders.get(`${vendor} ${token}`);
    if (apiKey === undefined || !this.#apiKeys.has(apiKey)) return undefined;
    return token === "" ? intake : this.#holders.get(`${vendor} ${token}`);
  }

  /** Whether a token is that of the control interface. */
  isAdmin(token: string): boolean {
    const given = Buffer.from(token);
    const own = Buffer.from(this.adminToken);
    return given.length === own.length && timingSafeEqual(given, own);
  }

  #admit(seed: Seed, dialect: Dialect): void {
    for (const { id, kind, access } of holdersOf(seed)) {
      const credential = this.credentials[dialect.vendor][id];
      if (!credential) continue;
      const scopes = new Set(dialect.grants(access));
      this.#holders.set(`${dialect.vendor} ${credential.token}`, { id, kind, access, scopes });
      if (credential.apiKey !== undefined) this.#apiKeys.add(credential.apiKey);
    }
  }
}

/** Who sends with Datadog's API key alone: may send data and ask whether the key is good, nothing else. */
const intake: Holder = { id: "api-key", kind: "machine", access: "read", scopes: new Set(["intake"]) };

/** Kept credentials, and new ones for holders that have none. */
function complete(seed: Seed, kept: Readonly<Record<string, Credentials>>): PerVendor<Credentials> {
  const apiKey = Object.values(kept["datadog"] ?? {})[0]?.apiKey ?? randomSecret(alphabets.hex, 32);
  const entries = vendorIds.map((vendor) => {
    const fresh = holdersOf(seed).map(({ id }) => {
      const token = kept[vendor]?.[id]?.token ?? newToken(vendor);
      return [id, vendor === "datadog" ? { token, apiKey } : { token }] as const;
    });
    return [vendor, Object.fromEntries(fresh)] as const;
  });
  return Object.fromEntries(entries) as unknown as PerVendor<Credentials>;
}
