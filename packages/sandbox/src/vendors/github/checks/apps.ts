import { z } from "zod";
import type { Holder } from "../../../seed.ts";
import type { Data } from "../../../world/entity.ts";
import type { World } from "../../../world/world.ts";
import type { OrganizationData } from "../types.ts";
import { htmlUrl, iso, nodeId } from "../wire.ts";
import { refused } from "../control-refusal.ts";
import { ownerView } from "../views/organization-view.ts";
import type { Call } from "../../../http/message.ts";

const one = z.strictObject({
  /** Number of the app; 15368 is GitHub Actions. */
  id: z.int().positive(),
  slug: z.string().regex(/^[a-z0-9-]+$/),
  name: z.string().min(1),
});

/** Which app a machine's token belongs to, by holder. */
export const appScript = z.record(z.string(), one);

/** An app. */
export type App = z.output<typeof one>;

/** The app that writes the checks of workflows. Source: facts/providers.md section 2. */
export const githubActions: App = { id: 15_368, slug: "github-actions", name: "GitHub Actions" };

const kept = "github.apps";
const firstApp = 400_001;

/** Apps by holder: every machine has one of its own. People have none: their tokens are their own. */
export function apps(world: World): Readonly<Record<string, App>> {
  const machines = world.seed.machines.map(
    ({ id }, index) => [id, { id: firstApp + index, slug: id, name: id }] as const,
  );
  return { ...Object.fromEntries(machines), ...((world.store.kept(kept) as Record<string, App> | undefined) ?? {}) };
}

/** Sets which app the token of a machine belongs to; those not named have their own again. @throws LaunchgateError for one that is no machine */
export function setApps(world: World, given: unknown): Readonly<Record<string, App>> {
  const script = appScript.parse(given);
  const strangers = Object.keys(script).filter((each) => !world.seed.machines.some(({ id }) => id === each));
  if (strangers.length > 0)
    throw refused(
      `There is no machine ${strangers.join(", ")}.`,
      "Name holders of machine tokens: only they act as apps.",
    );
  world.store.transact(() => {
    world.store.keep(kept, script);
  });
  return apps(world);
}

/** The app that a holder acts as; undefined for people. */
export function appOf(world: World, { id, kind }: Pick<Holder, "id" | "kind">): App | undefined {
  return kind === "machine" ? apps(world)[id] : undefined;
}

/** An app as answers show it (`integration`). */
export function appView(world: World, app: App, call: Call): Data {
  const [owner] = world.store.all<OrganizationData>("github.organization");
  const at = iso(owner?.created ?? 0);
  return {
    ...app,
    node_id: nodeId("A", app.id),
    owner: owner ? ownerView(owner, call) : null,
    description: "",
    external_url: htmlUrl(`apps/${app.slug}`),
    html_url: htmlUrl(`apps/${app.slug}`),
    created_at: at,
    updated_at: at,
    permissions: { checks: "write", metadata: "read" },
    events: [],
  };
}
