import { projectIdInput } from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** Access of one person to one project. */
export const projectPermission: ResourceSpec = {
  name: "ProjectPermission",
  doc: "Access of one person to one project. A grant that the person has already is taken over; deletion revokes it.",
  naturalKey: ["projectId", "email"],
  importId: "`<project id>/<permission id>`",
  inputs: {
    projectId: projectIdInput,
    email: {
      type: { kind: "string", format: "email", minLength: 1, maxLength: 256 },
      required: true,
      change: "replace",
      doc: "E-mail address of the person's Neon account, 1 to 256 characters. A change replaces.",
    },
  },
  outputs: {
    permissionId: { type: { kind: "string" }, required: true, doc: "Neon's id of the grant." },
    grantedAt: { type: { kind: "string" }, required: true, doc: "When access was granted, RFC 3339, UTC." },
  },
};
