import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import type { Data } from "../../../world/entity.ts";
import { listView, removedView, wholeView } from "../release/deployment-view.ts";
import { refused } from "../wire.ts";
import { project } from "./project.ts";

/** States that a deployment goes through. */
export type ReadyState = "QUEUED" | "BUILDING" | "INITIALIZING" | "READY" | "ERROR" | "CANCELED";

/** What runs in a deployment: read from its `meta`, so that every client can say it. */
export interface Artefact {
  /** Which application: `meta.application`, else the name of the linked repository, else of the project. */
  readonly application: string;
  /** Which release: `meta.version`, else the commit, else the id of the deployment. */
  readonly version: string;
  /** How it behaves: `meta.behaviour`; default `good`. `fails-to-build` and `never-ready` end in `ERROR`. */
  readonly behaviour: string;
}

/** A deployment as kept. */
export interface DeploymentData extends Data {
  readonly id: string;
  /** Its own host, for good: `web-prod-x1y2z3-motion-mavericks.vercel.app`. */
  readonly url: string;
  readonly name: string;
  /** `null`: a preview. */
  readonly target: "production" | "staging" | null;
  readonly readyState: ReadyState;
  readonly meta: Readonly<Record<string, string>>;
  readonly gitSource?: Readonly<Record<string, unknown>>;
  readonly source: "cli" | "git" | "redeploy";
  /** Id of who made it among the holders of tokens. */
  readonly holder: string;
  readonly artefact: Artefact;
  /** Variables as they were when it was built: a rollback brings these back, not the project's present ones. */
  readonly environment: Readonly<Record<string, string>>;
  readonly crons: readonly { readonly schedule: string; readonly path: string }[];
  readonly buildingAt?: number;
  readonly readyAt?: number;
  readonly endedAt?: number;
  readonly errorCode?: string;
  readonly errorMessage?: string;
  /** When it got production traffic first; only such a one can be rolled back to. */
  readonly promotedAt?: number;
}

/** Deployments. Making one, cancelling it and its aliases are routes of their own (behaviour/deployment-routes.ts). */
export const deployment = resource<DeploymentData>({
  vendor: "vercel",
  name: "deployment",
  title: "Deployment",
  source: "vercel.json /v13/deployments, /v6/deployments; @vercel/sdk 1.28.35; facts/endpoints.md 5",
  parent: project,
  identity: { idOrUrl: "id|url", id: "id" },
  operations: {
    list: "GET /deployments -> 200",
    read: "GET /deployments/{idOrUrl} -> 200",
    remove: "DELETE /deployments/{id} -> 200",
  },
  scopes: { read: "read", write: "deploy" },
  input: z.object({}),
  wrap: { many: "deployments" },
  list: {
    filters: {
      app: ({ data }, value) => data.name === value,
      projectId: ({ parent }, value, { world }) => isOf(world.store.get(parent ?? "")?.data, value),
      target: ({ data }, value) => (data.target ?? "preview") === value,
      state: ({ data }, value) => value.split(",").includes(data.readyState),
      branch: ({ data }, value) => data.gitSource?.["ref"] === value,
      sha: ({ data }, value) => data.gitSource?.["sha"] === value,
      rollbackCandidate: ({ data }, value) => String(data.promotedAt !== undefined) === value,
    },
    view: listView,
  },
  removing({ data, parent }, { world }) {
    const production = world.store.get(parent ?? "")?.data["production"];
    if (production === data.id)
      throw refused(409, "conflict", "The deployment serves production: promote another one first.");
  },
  view: (entity, call) => (call.request.method === "DELETE" ? removedView(entity) : wholeView(entity, call)),
});

function isOf(project: Data | undefined, idOrName: string): boolean {
  return project?.["id"] === idOrName || project?.["name"] === idOrName;
}
