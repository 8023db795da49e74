import { vendorIds, type VendorId, type Vendors } from "@launchgate/core";

/** What a holder of a token may do: everything, daily work, or only look. */
export type AccessLevel = "admin" | "write" | "read";

/** A person of the example organisation, as far as the vendors know them before anything is declared. */
export interface SeedPerson {
  /** Id in the model, for example `ada-brandt`. */
  readonly id: string;
  readonly name: string;
  /** Login at GitHub. */
  readonly github: string;
  readonly email: string;
  /** Default `write`. `admin` owns the organisation. */
  readonly access?: AccessLevel;
}

/** A machine that works with the vendors: the pipeline, the drift check, a drill. */
export interface SeedMachine {
  /** For example `pulumi`, `drift`. */
  readonly id: string;
  readonly access: AccessLevel;
}

/** What exists before anything is declared: an organisation with its people, and who holds a token. */
export interface Seed {
  /** Login of the organisation at GitHub, slug of the team at Vercel. */
  readonly organization: string;
  readonly title: string;
  /** Domain of the organisation, for example `motion-mavericks.example`. */
  readonly domain: string;
  readonly people: readonly SeedPerson[];
  readonly machines: readonly SeedMachine[];
  /** Which plan of each vendor the organisation pays for (A3): decides what the vendors refuse. */
  readonly vendors: Vendors;
}

/** Who holds a token: a person or a machine role, at one vendor. */
export interface Holder {
  readonly id: string;
  readonly kind: "person" | "machine";
  readonly access: AccessLevel;
  /** Scopes of the token, in the vendor's words. */
  readonly scopes: ReadonlySet<string>;
}

/** Every holder of tokens in a seed: people first. */
export function holdersOf(seed: Seed): readonly { id: string; kind: Holder["kind"]; access: AccessLevel }[] {
  return [
    ...seed.people.map(({ id, access }) => ({ id, kind: "person" as const, access: access ?? ("write" as const) })),
    ...seed.machines.map(({ id, access }) => ({ id, kind: "machine" as const, access })),
  ];
}

/** Something for each vendor. */
export type PerVendor<T> = Readonly<Record<VendorId, T>>;

/** Makes something for each vendor. */
export function perVendor<T>(make: (vendor: VendorId) => T): PerVendor<T> {
  return Object.fromEntries(vendorIds.map((vendor) => [vendor, make(vendor)])) as unknown as PerVendor<T>;
}
