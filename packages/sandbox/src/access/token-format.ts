import type { VendorId } from "@launchgate/core";
import { alphabets, randomSecret } from "../world/ids.ts";

const formats: Readonly<Record<VendorId, () => string>> = {
  // Fine-grained personal access token: GitHub docs, "About authentication to GitHub".
  github: () => `github_pat_${randomSecret(alphabets.mixed, 22)}_${randomSecret(alphabets.mixed, 59)}`,
  // The Vercel provider wants 24 letters or digits (facts/endpoints.md 1.1).
  vercel: () => randomSecret(alphabets.mixed, 24),
  neon: () => `napi_${randomSecret(alphabets.lower, 64)}`,
  pagerduty: () => `u+${randomSecret(alphabets.mixed, 18)}`,
  datadog: () => randomSecret(alphabets.hex, 40),
};

/** A new token that looks like the vendor's. */
export function newToken(vendor: VendorId): string {
  return formats[vendor]();
}
