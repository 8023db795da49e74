import { vendorIds, type VendorId, type Vendors } from "@launchgate/core";

const loaders = {
  github: () => import("./github/index.ts"),
  vercel: () => import("./vercel/index.ts"),
  neon: () => import("./neon/index.ts"),
  pagerduty: () => import("./pagerduty/index.ts"),
  datadog: () => import("./datadog/index.ts"),
} as const;

/** The components of each vendor in use; a vendor with plan `none`, or not wanted, is absent and its SDK is never loaded. */
export type VendorKits = { readonly [V in VendorId]?: Awaited<ReturnType<(typeof loaders)[V]>> };

/**
 * Loads the components of the vendors in use, or only of those `wanted`: what a stack declares nothing of need not be loaded.
 * Default all.
 */
export async function loadVendorKits(vendors: Vendors, wanted: readonly VendorId[] = vendorIds): Promise<VendorKits> {
  const used = wanted.filter((vendor) => vendors[vendor].plan !== "none");
  const entries = await Promise.all(used.map(async (vendor) => [vendor, await loaders[vendor]()] as const));
  return Object.fromEntries(entries);
}
