import {
  adoptExistingInput,
  autoscalingFields,
  branchIdInput,
  checkAutoscaling,
  createdAtOutput,
  projectIdInput,
  suspendTimeoutDoc,
  suspendTimeoutType,
} from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** A compute endpoint of a branch. */
export const endpoint: ResourceSpec = {
  name: "Endpoint",
  doc: "A compute endpoint: the Postgres process of a branch and its host name. A branch has at most one `read_write` endpoint.",
  naturalKey: ["projectId", "branchId", "type"],
  importId: "`<project id>/<endpoint id>`, for example `still-river-12345678/ep-cool-sun-123456`",
  check: (inputs) => checkAutoscaling(inputs, ""),
  inputs: {
    projectId: projectIdInput,
    branchId: branchIdInput,
    type: {
      type: { kind: "string", values: ["read_write", "read_only"] },
      required: true,
      change: "replace",
      doc: "`read_write` (one a branch) or `read_only` (a read replica). A change replaces.",
    },
    name: {
      type: { kind: "string", minLength: 1, maxLength: 64 },
      change: "update",
      removed: "refuse",
      doc: "Name, 1 to 64 characters. Default: none. Once declared, Neon has no call that clears it: removing it is refused.",
    },
    autoscalingLimitMinCu: { ...autoscalingFields.autoscalingLimitMinCu, change: "update" },
    autoscalingLimitMaxCu: { ...autoscalingFields.autoscalingLimitMaxCu, change: "update" },
    suspendTimeoutSeconds: {
      type: suspendTimeoutType,
      change: "update",
      removed: { reset: 0 },
      doc: suspendTimeoutDoc,
    },
    pgSettings: {
      type: { kind: "map" },
      change: "update",
      removed: { reset: {} },
      doc: "Postgres settings, name to value as text. Settings that are not listed are not managed. Default and value when removed: none.",
    },
    disabled: {
      type: { kind: "boolean" },
      change: "update",
      removed: { reset: false },
      doc: "Refuse connections and suspend the compute. Default and value when removed: false.",
    },
    adoptExisting: adoptExistingInput("endpoint of this `type`"),
  },
  outputs: {
    host: { type: { kind: "string" }, required: true, doc: "Host for direct connections." },
    hostPooler: { type: { kind: "string" }, required: true, doc: "Host for pooled connections." },
    regionId: { type: { kind: "string" }, required: true, doc: "Region, that of the project." },
    createdAt: createdAtOutput,
  },
};
