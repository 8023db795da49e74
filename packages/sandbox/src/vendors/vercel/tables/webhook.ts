import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { omit, type Data } from "../../../world/entity.ts";
import { alphabets, randomSecret } from "../../../world/ids.ts";
import { vercelTeamId } from "../team-id.ts";
import { newId } from "../wire.ts";

interface WebhookData extends Data {
  readonly id: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly projectIds?: readonly string[];
  readonly secret: string;
}

/** Whom Vercel tells of events. Its secret is told once, at creation; there is no change. */
export const webhook = resource<WebhookData>({
  vendor: "vercel",
  name: "webhook",
  title: "Webhook",
  source: "vercel.json /v1/webhooks; client/webhook.go of the provider",
  identity: { id: "id" },
  operations: {
    create: "POST /webhooks -> 200",
    list: "GET /webhooks -> 200",
    read: "GET /webhooks/{id} -> 200",
    remove: "DELETE /webhooks/{id} -> 204",
  },
  scopes: { read: "read", write: "write" },
  input: z.strictObject({
    url: z.url(),
    events: z.array(z.string().regex(/^[a-z-]+(?:\.[a-z-]+)+$/)).min(1),
    projectIds: z.array(z.string()).min(1).max(50).optional(),
  }),
  list: { filters: { projectId: ({ data }, value) => data.projectIds?.includes(value) ?? true } },
  check(data, { world }) {
    const known = new Set(world.store.all("vercel.project").map((each) => each.data["id"]));
    const strangers = (data.projectIds ?? []).filter((id) => !known.has(id));
    const message = `Project ${strangers.join(", ")} not found.`;
    return strangers.length > 0 ? [{ path: ["projectIds"], code: "custom", message }] : [];
  },
  computed: (_data, { world }) => ({ id: newId(world, "hook", 24), secret: randomSecret(alphabets.mixed, 24) }),
  view: ({ data, created, updated }, { world, request }) => ({
    ...(request.method === "POST" ? data : omit(data, "secret")),
    ownerId: vercelTeamId(world.seed),
    createdAt: created,
    updatedAt: updated,
  }),
});
