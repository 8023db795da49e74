import type { SandboxConnection } from "../../../packages/cli/src/sandbox/connection.ts";

/** Titles of incidents at the practice PagerDuty. */
export async function incidentsOf({ urls, tokens }: SandboxConnection): Promise<readonly string[]> {
  const headers = { authorization: `Token token=${tokens.pagerduty["pulumi"]?.token ?? ""}` };
  const answer = await fetch(`${urls.pagerduty}/incidents?limit=100`, { headers });
  const { incidents } = (await answer.json()) as { readonly incidents: readonly { readonly title: string }[] };
  return incidents.map(({ title }) => title);
}
