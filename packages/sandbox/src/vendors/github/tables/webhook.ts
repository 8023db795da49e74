import { z } from "zod";
import { resource, type Resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { iso } from "../wire.ts";
import { organization } from "./organization.ts";
import { repository } from "./repository.ts";

interface WebhookConfig extends Data {
  readonly url: string;
  readonly secret?: string;
}

interface WebhookData extends Data {
  readonly name: string;
  readonly active: boolean;
  readonly events: readonly string[];
  readonly config: WebhookConfig;
  readonly id: number;
}

const config = z.object({
  url: z.url(),
  content_type: z.enum(["json", "form"]).optional(),
  secret: z.string().optional(),
  insecure_ssl: z.union([z.string(), z.number()]).optional(),
});

/** Whom GitHub tells of events in `owner`. Its secret is kept and shown as stars. */
function webhookOf(name: string, owner: Resource, at: string, write: string): Resource<WebhookData> {
  return resource<WebhookData>({
    vendor: "github",
    name,
    title: "Hook",
    source: `github.json ${at}; a secret is shown as stars: GitHub docs, "Get a repository webhook"`,
    parent: owner,
    identity: { hook_id: "id" },
    operations: {
      create: `POST ${at} -> 201`,
      list: `GET ${at} -> 200`,
      read: `GET ${at}/{hook_id} -> 200`,
      update: `PATCH ${at}/{hook_id} -> 200`,
      remove: `DELETE ${at}/{hook_id} -> 204`,
    },
    scopes: { read: write.replace(":write", ":read"), write },
    input: z.object({
      name: z.literal("web").optional(),
      config,
      events: z.array(z.string()).optional(),
      active: z.boolean().optional(),
    }),
    unique: [{ fields: ["config", "events"], message: "Hook already exists on this repository" }],
    defaults: () => ({ name: "web", active: true, events: ["push"] }),
    normalise: (data) => ({ ...data, config: { content_type: "form", insecure_ssl: "0", ...data.config } }),
    computed: (_data, { world }) => ({ id: world.ids.number("github.webhook", 800_001) }),
    view: ({ data, created, updated }, { base, params }) => {
      const url = `${base}${filled(at, params)}/${String(data.id)}`;
      const { secret, ...shown } = data.config;
      return {
        ...data,
        type: owner.title ?? owner.name,
        last_response: { code: null, status: "unused", message: null },
        config: { ...shown, ...(secret === undefined ? {} : { secret: "********" }) },
        url,
        test_url: `${url}/test`,
        ping_url: `${url}/pings`,
        deliveries_url: `${url}/deliveries`,
        created_at: iso(created),
        updated_at: iso(updated),
      };
    },
  });
}

/** A path with its parameters filled in. */
function filled(template: string, params: Readonly<Record<string, string | undefined>>): string {
  return template.replaceAll(/\{(\w+)\}/g, (_all, name: string) => params[name] ?? "");
}

/** Whom GitHub tells of events in a repository. */
export const repositoryWebhook = webhookOf(
  "repository-webhook",
  repository,
  "/repos/{owner}/{repo}/hooks",
  "repository_hooks:write",
);

/** Whom GitHub tells of events in the whole organisation. */
export const organizationWebhook = webhookOf(
  "organization-webhook",
  organization,
  "/orgs/{org}/hooks",
  "organization_hooks:write",
);
