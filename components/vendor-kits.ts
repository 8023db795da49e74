import { vendorIds, type VendorId, type Vendors } from "@launchgate/core";

const loaders = {
  github: () => import("./github/index.ts"),
  vercel: () => import("./vercel/index.ts"),
  neon: () => import("./neon/index.ts"),
  pagerduty: () => import("./pagerduty/index.ts"),
  datadog: () => import("./datadog/index.ts"),
} as const;

/** The components of each vendor in use; a vendor with plan `none` is absent and its SDK is never loaded. */
export type VendorKits = { readonly [V in VendorId]?: Awaited<ReturnType<(typeof loaders)[V]>> };

/** Loads the components of the vendors in use. */
export async function loadVendorKits(vendors: Vendors): Promise<VendorKits> {
  const used = vendorIds.filter((vendor) => vendors[vendor].plan !== "none");
  const entries = await Promise.all(used.map(async (vendor) => [vendor, await loaders[vendor]()] as const));
  return Object.fromEntries(entries);
}
