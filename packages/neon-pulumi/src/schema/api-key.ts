import { createdAtOutput, idType } from "./common.ts";
import type { ResourceSpec } from "@launchgate/provider-kit";

/** An API key of a person, an organization or one project. */
export const apiKey: ResourceSpec = {
  name: "ApiKey",
  doc: "An API key: of the calling user, of an organization (`orgId`), or of one project of it (`orgId` and `projectId`). Neon shows the key once; it lives in the state, encrypted. Nothing about a key can be changed.",
  importId: "`<key number>`, or `<organization id>/<key number>`; the key itself cannot be read back",
  check: (inputs) =>
    inputs["projectId"] !== undefined && inputs["orgId"] === undefined
      ? [{ property: "projectId", reason: "needs orgId: only organizations have keys for one project" }]
      : [],
  inputs: {
    name: {
      type: { kind: "string", minLength: 1, maxLength: 64 },
      required: true,
      change: "replace",
      doc: "Name, 1 to 64 characters. A change replaces.",
    },
    orgId: {
      type: idType,
      change: "replace",
      doc: "Organization of the key. Default: the calling user. A change replaces.",
    },
    projectId: {
      type: idType,
      change: "replace",
      doc: "The only project that the key can access; needs `orgId`. Default: all. A change replaces.",
    },
  },
  outputs: {
    key: { type: { kind: "string" }, secret: true, doc: "The key itself; missing after an import." },
    createdAt: createdAtOutput,
  },
};
