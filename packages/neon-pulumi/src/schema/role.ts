import { adoptExistingInput, branchIdInput, createdAtOutput, postgresNameType, projectIdInput } from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** A Postgres role on a branch. */
export const role: ResourceSpec = {
  name: "Role",
  doc: "A Postgres role on a branch. Branches made from this one inherit it.",
  naturalKey: ["projectId", "branchId", "name"],
  importId: "`<project id>/<branch id>/<role name>`",
  inputs: {
    projectId: projectIdInput,
    branchId: branchIdInput,
    name: {
      type: postgresNameType,
      required: true,
      change: "replace",
      doc: "Name, at most 63 bytes. Neon has no call that renames a role: a change replaces.",
    },
    noLogin: {
      type: { kind: "boolean" },
      change: "replace",
      doc: "Make a role that cannot log in and has no password. Default false. Create-time only. A change replaces.",
    },
    adoptExisting: adoptExistingInput("role of this `name`"),
  },
  outputs: {
    password: {
      type: { kind: "string" },
      secret: true,
      doc: "Password; missing for `noLogin` and where Neon does not store passwords.",
    },
    systemProtected: { type: { kind: "boolean" }, required: true, doc: "Whether Neon protects the role itself." },
    createdAt: createdAtOutput,
  },
};
