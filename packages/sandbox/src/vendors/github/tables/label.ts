import type { Data } from "../../../world/entity.ts";
import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { nodeId, numericId } from "../wire.ts";
import { repository } from "./repository.ts";

interface LabelData extends Data {
  readonly name: string;
  readonly color: string;
  readonly description: string | null;
  readonly default: boolean;
}

const color = z.string().regex(/^[0-9a-f]{6}$/i);
const description = z.string().max(100).nullable();

/** A label for issues and pull requests. */
export const label = resource<LabelData>({
  vendor: "github",
  name: "label",
  title: "Label",
  source: "github.json /repos/{owner}/{repo}/labels; longest name and description: GitHub docs, managing labels",
  parent: repository,
  identity: { label: "name" },
  foldCase: true,
  operations: {
    create: "POST /repos/{owner}/{repo}/labels -> 201",
    list: "GET /repos/{owner}/{repo}/labels -> 200",
    read: "GET /repos/{owner}/{repo}/labels/{label} -> 200",
    update: "PATCH /repos/{owner}/{repo}/labels/{label} -> 200",
    remove: "DELETE /repos/{owner}/{repo}/labels/{label} -> 204",
  },
  scopes: { read: "issues:read", write: "issues:write" },
  input: z.object({ name: z.string().min(1).max(50), color: color.optional(), description: description.optional() }),
  // The published name of the field is new_name; the provider sends name, which works too (facts/endpoints.md 2.1).
  update: z.object({
    name: z.string().min(1).max(50).optional(),
    new_name: z.string().min(1).max(50).optional(),
    color: color.optional(),
    description: description.optional(),
  }),
  unique: [{ fields: ["name"], message: "already_exists" }],
  defaults: () => ({ color: "ededed", description: null, default: false }),
  normalise(data) {
    const { new_name: renamed, ...rest } = data as LabelData & { new_name?: string };
    return { ...rest, name: renamed ?? rest.name, color: rest.color.toLowerCase() };
  },
  view({ key, data }, { base, params }) {
    const id = numericId(key);
    const url = `${base}/repos/${params["owner"] ?? ""}/${params["repo"] ?? ""}/labels/${encodeURIComponent(data.name)}`;
    return { id, node_id: nodeId("LA", id), url, ...data };
  },
});
