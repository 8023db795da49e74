import { z } from "zod";
import type { DatadogClient } from "../datadog-client.ts";
import type { GitHubClient } from "../github-client.ts";
import type { PagerDutyClient } from "../pagerduty-client.ts";
import type { VercelClient } from "../vercel-client.ts";
import { mostEntries, wordsOf, type AuditEntry } from "./audit-entry.ts";

const githubEntry = z.looseObject({
  action: z.string(),
  actor: z.string().nullish(),
  created_at: z.number().optional(),
  "@timestamp": z.number().optional(),
});

/** The organisation's audit log at GitHub: Enterprise only. */
export async function readGitHubAudit(client: GitHubClient, since: Date): Promise<readonly AuditEntry[]> {
  const phrase = `created:>=${since.toISOString()}`;
  const entries: AuditEntry[] = [];
  const route = "GET /orgs/{org}/audit-log";
  const found = await client.list("read the audit log", route, { phrase, order: "desc" }, githubEntry);
  for (const each of found.slice(0, mostEntries)) {
    const at = each.created_at ?? each["@timestamp"];
    if (at === undefined) continue;
    const { action, actor } = each;
    entries.push({
      vendor: "github",
      at: new Date(at).toISOString(),
      actor: actor ?? "not named",
      action,
      words: wordsOf(each),
    });
  }
  return entries;
}

const record = z.looseObject({
  execution_time: z.string(),
  action: z.string(),
  actors: z.array(z.looseObject({ summary: z.string().nullish(), id: z.string().nullish() })).nullish(),
  root_resource: z.looseObject({ type: z.string().optional() }).nullish(),
});
const recordsPage = z.object({ records: z.array(record), next_cursor: z.string().nullish() });

/** The account's audit trail at PagerDuty. */
export async function readPagerDutyAudit(client: PagerDutyClient, since: Date): Promise<readonly AuditEntry[]> {
  const entries: AuditEntry[] = [];
  let cursor: string | undefined;
  do {
    const query = { since: since.toISOString(), limit: 100, ...(cursor === undefined ? {} : { cursor }) };
    const page = await client.call("read the audit records", "get", "/audit/records", recordsPage, query);
    for (const each of page.records)
      entries.push({
        vendor: "pagerduty",
        at: new Date(each.execution_time).toISOString(),
        actor: each.actors?.map(({ summary, id }) => summary ?? id ?? "not named").join(", ") ?? "not named",
        action: [each.action, each.root_resource?.type?.replace(/_reference$/, "")].filter(Boolean).join(" "),
        words: wordsOf(each),
      });
    cursor = page.next_cursor ?? undefined;
  } while (cursor !== undefined && entries.length < mostEntries);
  return entries;
}

const moment = z.union([z.number(), z.string(), z.date()]);
const event = z.looseObject({
  text: z.string(),
  createdAt: moment,
  user: z.looseObject({ username: z.string().nullish(), email: z.string().nullish() }).nullish(),
  userId: z.string().nullish(),
});
const eventsPage = z.object({ events: z.array(event) });

/** The team's activity at Vercel. */
export async function readVercelAudit(client: VercelClient, since: Date): Promise<readonly AuditEntry[]> {
  const query = { ...client.team, limit: 100, since: since.toISOString(), withPayload: "true" };
  const { events } = await client.call("read the activity of the team", eventsPage, (sdk) =>
    sdk.user.listUserEvents(query),
  );
  return events.map((each) => ({
    vendor: "vercel",
    at: new Date(each.createdAt).toISOString(),
    actor: each.user?.username ?? each.user?.email ?? each.userId ?? "not named",
    action: each.text,
    words: new Set([...wordsOf(each), ...each.text.toLowerCase().split(/[\s"'`*]+/)]),
  }));
}

const auditEvent = z.looseObject({
  attributes: z.looseObject({
    timestamp: moment.optional(),
    message: z.string().optional(),
    attributes: z
      .looseObject({
        usr: z.looseObject({ email: z.string().optional(), id: z.string().optional() }).optional(),
        evt: z.looseObject({ name: z.string().optional() }).optional(),
        action: z.string().optional(),
      })
      .optional(),
  }),
});

/** The organisation's audit trail at Datadog. */
export async function readDatadogAudit(client: DatadogClient, since: Date): Promise<readonly AuditEntry[]> {
  const found = await client.list("read the audit trail", z.array(auditEvent), ({ v2, configuration }) =>
    limited(
      new v2.AuditApi(configuration).listAuditLogsWithPagination({
        filterFrom: since,
        sort: "-timestamp",
        pageLimit: 1_000,
      }),
    ),
  );
  return found.flatMap(({ attributes }) => {
    if (attributes.timestamp === undefined) return [];
    const { usr, evt, action } = attributes.attributes ?? {};
    return [
      {
        vendor: "datadog" as const,
        at: new Date(attributes.timestamp).toISOString(),
        actor: usr?.email ?? usr?.id ?? "not named",
        action: [evt?.name, action].filter(Boolean).join(" ") || (attributes.message ?? "changed"),
        words: wordsOf(attributes),
      },
    ];
  });
}

async function* limited<T>(items: AsyncIterable<T>): AsyncGenerator<T> {
  let count = 0;
  for await (const each of items) {
    if (count >= mostEntries) return;
    count += 1;
    yield each;
  }
}
