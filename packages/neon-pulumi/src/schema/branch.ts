import { createdAtOutput, idType, nameType, projectIdInput, timestampType } from "./common.ts";
import type { Failure, Properties, ResourceSpec } from "@launchgate/provider-kit";

const lineage = ["parentId", "parentLsn", "parentTimestamp", "initSource", "archived"] as const;

function check(inputs: Properties): Failure[] {
  const failures: Failure[] = [];
  if (inputs["parentLsn"] !== undefined && inputs["parentTimestamp"] !== undefined) {
    failures.push({
      property: "parentTimestamp",
      reason: "cannot stand beside parentLsn; state one of them",
    });
  }
  if (inputs["adoptRoot"] === true) {
    for (const key of lineage.filter((name) => inputs[name] !== undefined)) {
      failures.push({
        property: key,
        reason: "has no meaning with adoptRoot, which takes over a branch that exists; remove one of the two",
      });
    }
    if (inputs["expiresAt"] !== undefined) {
      failures.push({ property: "expiresAt", reason: "cannot be set on the default branch; remove it" });
    }
  }
  if (inputs["protected"] === true && inputs["expiresAt"] !== undefined) {
    failures.push({
      property: "expiresAt",
      reason: "cannot be set on a protected branch; remove it or set protected to false",
    });
  }
  return failures;
}

/** A protected branch cannot be deleted, so its replacement would stop half-way, with two branches. */
function refuseReplacement(oldInputs: Properties): string | undefined {
  if (oldInputs["protected"] !== true || oldInputs["adoptRoot"] === true) return undefined;
  return "The branch is protected. Set protected: false, run pulumi up, and make this change then: it replaces the branch.";
}

/** A branch of a project. */
export const branch: ResourceSpec = {
  name: "Branch",
  doc: "A branch of a project: a copy-on-write copy of its parent at a moment. Where it was branched from (`parentId`, `parentLsn`, `parentTimestamp`) is a create-time input, compared input with input only: a restore, which rewrites the live lineage, never plans a replacement. The live lineage is an output.",
  autoName: (inputs) => inputs["adoptRoot"] !== true,
  naturalKey: ["projectId", "name"],
  importId: "`<project id>/<branch id>`, for example `still-river-12345678/br-cool-sun-123456`",
  check,
  refuseReplacement,
  inputs: {
    projectId: projectIdInput,
    name: {
      type: nameType,
      change: "update",
      doc: "Name, unique in the project, 1 to 256 characters. Default: the logical name of the resource; with `adoptRoot` the name that the branch has.",
    },
    adoptRoot: {
      type: { kind: "boolean" },
      change: "state",
      removed: { reset: false },
      doc: "Take over the default branch, which Neon created with the project, instead of creating a branch. A stated `name` must be that branch's name. While true, deletion releases the branch and leaves it with its project. Default false. Recorded in state only; a change never calls Neon.",
    },
    parentId: {
      type: idType,
      change: "replace",
      doc: "Branch to branch from. Default: the project's default branch. Create-time only. A change replaces.",
    },
    parentLsn: {
      type: { kind: "string", minLength: 1 },
      change: "replace",
      doc: "Log sequence number on the parent to branch from, for example `0/1DE2850`; not together with `parentTimestamp`. Default: the parent's head. Create-time only. A change replaces.",
    },
    parentTimestamp: {
      type: timestampType,
      change: "replace",
      doc: "Moment on the parent to branch from, RFC 3339, within the history retention; not together with `parentLsn`. Default: the parent's head. Create-time only. A change to another moment replaces.",
    },
    initSource: {
      type: { kind: "string", values: ["parent-data", "schema-only"] },
      change: "replace",
      doc: "`parent-data` copies schema and data, `schema-only` makes a new root branch with the schema alone. Default `parent-data`. Create-time only. A change replaces.",
    },
    archived: {
      type: { kind: "boolean" },
      change: "replace",
      doc: "Create the branch in archive storage. Default false. Neon archives and wakes branches by itself later, which is not managed here. Create-time only. A change replaces.",
    },
    protected: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Protect against deletion and reset, and let `allowedIpsProtectedBranchesOnly` apply. Default and value when removed: false. A protected branch must be unprotected before it can be deleted or replaced.",
    },
    expiresAt: {
      type: timestampType,
      change: "update",
      removed: { reset: null },
      doc: "When Neon deletes the branch by itself, RFC 3339 with whole seconds, in the future, at most 30 days ahead; not on protected and default branches. Default and value when removed: never.",
    },
  },
  outputs: {
    isDefault: { type: { kind: "boolean" }, required: true, doc: "Whether it is the project's default branch." },
    liveParentId: { type: idType, doc: "Parent as it is now; a restore changes it. Missing for a root branch." },
    liveParentLsn: { type: { kind: "string" }, doc: "Log sequence number on the parent as it is now." },
    liveParentTimestamp: { type: { kind: "string" }, doc: "Moment on the parent as it is now." },
    lastResetAt: { type: { kind: "string" }, doc: "When the branch was last reset or restored." },
    createdAt: createdAtOutput,
  },
};
