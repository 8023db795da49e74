import { projectIdInput } from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** A VPC endpoint through which a project may be reached. */
export const vpcEndpointRestriction: ResourceSpec = {
  name: "VpcEndpointRestriction",
  doc: "Limits a project to one more VPC endpoint (plans with private networking). The VPC endpoint must be assigned to the organization. A restriction with the same label is taken over, one with another label is an error.",
  naturalKey: ["projectId", "vpcEndpointId"],
  importId: "`<project id>/<VPC endpoint id>`",
  inputs: {
    projectId: projectIdInput,
    vpcEndpointId: {
      type: { kind: "string", minLength: 1 },
      required: true,
      change: "replace",
      doc: "Id of the VPC endpoint, for example `vpce-1234567890abcdef0`. A change replaces.",
    },
    label: { type: { kind: "string", minLength: 1 }, required: true, change: "update", doc: "Label that people see." },
  },
  outputs: {},
};
