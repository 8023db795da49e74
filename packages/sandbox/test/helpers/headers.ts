import type { VendorId } from "@launchgate/core";
import type { Sandbox } from "../../src/index.ts";

/** Headers by which a holder comes in at a vendor. */
export function headersOf({ tokens }: Sandbox, vendor: VendorId, holder = "pulumi"): Record<string, string> {
  const { token = "", apiKey = "" } = tokens[vendor][holder] ?? {};
  if (vendor === "datadog") return { "dd-api-key": apiKey, "dd-application-key": token };
  return { authorization: vendor === "pagerduty" ? `Token token=${token}` : `Bearer ${token}` };
}
