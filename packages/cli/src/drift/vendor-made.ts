import { labelsMadeByGitHub } from "@launchgate/core";
import type { InventoryObject } from "../vendors/inventory-object.ts";
import { shortKind } from "./report.ts";

/** By kind: whether a vendor made a thing by itself. What matches was added by nobody and is no drift. */
const tests: Readonly<Record<string, (object: InventoryObject) => boolean>> = {
  "github:IssueLabel": ({ id }) => labelsMadeByGitHub.includes(id.split(":").slice(1).join(":").toLowerCase()),
  // Vercel gives every project an address of its own.
  "vercel:ProjectDomain": ({ id }) => id.endsWith(".vercel.app"),
  // The first role and database of a project that names none.
  "neon:Role": ({ id }) => id.endsWith("/neondb_owner"),
  "neon:Database": ({ name }) => name.endsWith(" neondb"),
  // Preview branches of pull requests run out by themselves (house decision 1).
  "neon:Branch": ({ remark = "" }) => remark.startsWith("expires "),
  // The account's owner is made with the account.
  "pagerduty:User": ({ remark }) => remark === "owner",
  "pagerduty:EscalationPolicy": ({ name }) => name === "Default",
  "datadog:LogsIndex": ({ name }) => name === "main",
};

/** Whether a vendor made the thing by itself. */
export function isVendorMade(object: InventoryObject): boolean {
  return object.vendorMade === true || (tests[shortKind(object.kind)]?.(object) ?? false);
}
