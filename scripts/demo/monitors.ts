import { z } from "zod";
import type { Service } from "./service.ts";
import type { Vendors } from "./vendors.ts";

const monitors = z.array(
  z.object({ name: z.string(), query: z.string(), overall_state: z.string(), tags: z.array(z.string()) }),
);

/** A monitor as Datadog tells it. */
export type Monitor = z.output<typeof monitors>[number];

/** The monitors of a service that page somebody. (O2) */
export async function pagingMonitors(vendors: Vendors, { name, stage }: Service): Promise<readonly Monitor[]> {
  const tags = [`service:${name}`, `env:${stage}`, "severity:page"];
  const query = new URLSearchParams({ monitor_tags: tags.join(","), page_size: "100", page: "0" });
  const found = await vendors.ask("datadog", `GET /api/v1/monitor?${query.toString()}`, monitors);
  return found.filter((each) => tags.every((tag) => each.tags.includes(tag)));
}

/** Those that alert now. */
export function alerting(all: readonly Monitor[]): readonly Monitor[] {
  return all.filter(({ overall_state: state }) => state === "Alert");
}

/** Whether a monitor looks at answers that failed. */
export function countsFailures({ query }: Monitor): boolean {
  return query.includes("status_class:5xx");
}
