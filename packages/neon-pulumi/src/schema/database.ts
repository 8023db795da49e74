import { adoptExistingInput, branchIdInput, createdAtOutput, postgresNameType, projectIdInput } from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** A Postgres database on a branch. */
export const database: ResourceSpec = {
  name: "Database",
  doc: "A Postgres database on a branch. Branches made from this one inherit it. Deletion deletes its data.",
  naturalKey: ["projectId", "branchId", "name"],
  importId: "`<project id>/<branch id>/<database name>`",
  inputs: {
    projectId: projectIdInput,
    branchId: branchIdInput,
    name: {
      type: postgresNameType,
      required: true,
      change: "update",
      doc: "Name, at most 63 bytes. A change renames.",
    },
    ownerName: { type: postgresNameType, required: true, change: "update", doc: "Role that owns the database." },
    adoptExisting: adoptExistingInput("database of this `name`"),
  },
  outputs: {
    databaseId: {
      type: { kind: "integer" },
      required: true,
      doc: "Neon's number of the database; it survives renaming.",
    },
    createdAt: createdAtOutput,
  },
};
