import { datadogKinds } from "./inventories/datadog.ts";
import { githubKinds } from "./inventories/github.ts";
import { neonKinds } from "./inventories/neon.ts";
import { pagerdutyKinds } from "./inventories/pagerduty.ts";
import { vercelKinds } from "./inventories/vercel.ts";

const kinds = new Set(
  [githubKinds, vercelKinds, neonKinds, pagerdutyKinds, datadogKinds].flatMap((each): string[] => Object.values(each)),
);

/** Whether the inventory lists things of a kind: of one that it does not, "nothing found" says nothing. */
export function isListed(kind: string): boolean {
  return kinds.has(kind);
}
