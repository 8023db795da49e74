import { z } from "zod";
import { resource } from "../../../resource-table/resource.ts";
import { operationView, type OperationData } from "../operation-log.ts";
import { project } from "./project.ts";

const all = "/projects/{project_id}/operations";

/** An operation of a project, newest first; it never disappears before its project (facts/endpoints.md section 6). */
export const operation = resource<OperationData>({
  vendor: "neon",
  name: "operation",
  source: `public-v2 specification ${all}`,
  parent: project,
  identity: { operation_id: "id" },
  operations: { list: `GET ${all} -> 200`, read: `GET ${all}/{operation_id} -> 200` },
  scopes: { read: "read", write: "write" },
  wrap: { one: "operation", many: "operations" },
  input: z.object({}),
  list: { sort: (a, b) => b.data.begins - a.data.begins },
  view: operationView,
});
