/**
 * Vercel region next to each Neon region, so that functions run beside their database instead of in Vercel's default
 * (Washington). Source: region lists of both vendors.
 */
const nearest: Readonly<Record<string, string>> = {
  "aws-us-east-1": "iad1",
  "aws-us-east-2": "cle1",
  "aws-us-west-2": "pdx1",
  "aws-eu-central-1": "fra1",
  "aws-eu-west-2": "lhr1",
  "aws-ap-southeast-1": "sin1",
  "aws-ap-southeast-2": "syd1",
  "aws-sa-east-1": "gru1",
  "azure-eastus2": "iad1",
  "azure-westus3": "sfo1",
  "azure-gwc": "fra1",
};

/** Region of the functions of a service whose database stands in `neonRegion`; absent where Vercel's default may stay. */
export function functionRegion(neonRegion: string | undefined): string | undefined {
  return neonRegion === undefined ? undefined : nearest[neonRegion];
}
