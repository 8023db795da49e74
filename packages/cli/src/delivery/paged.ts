import type { DeployReport } from "./deploy-flow.ts";

/** Output of a job's `deploy` step: `true` where it has paged for every service concerned, so that the job pages nobody again. (P9) */
export const pagedOutput = "paged";

/** Whether somebody was paged for every service that a delivery had to page for; false where it had none to page for. */
export function isPaged({ stacks }: Pick<DeployReport, "stacks">): boolean {
  const pages = stacks.flatMap((each) => each.pages ?? []);
  return pages.length > 0 && pages.every(({ paged }) => paged);
}
