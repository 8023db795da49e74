import { plainRow } from "../../plain-row.ts";
import { reference } from "../../wire-form.ts";
import { addressesOf, managedByPulumi } from "./description.ts";

/** What customers use. A team is always sent: `{}` for none. */
export const businessService = plainRow({
  type: "pagerduty:index/businessService:BusinessService",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_business_service.go; contact taken away: [unverified]",
  ...addressesOf("business_services"),
  id: "{answer.business_service.id}",
  wrap: "business_service",
  autoName: true,
  settings: {
    description: managedByPulumi,
    pointOfContact: { absent: "" },
    team: { absent: "" },
    type: { default: "business_service", values: ["business_service"] },
  },
  forms: {
    pointOfContact: { from: (value) => value ?? "" },
    team: {
      to: (id) => (id === "" ? {} : { id }),
      from: (value) => reference("team_reference").from?.(value, {}) ?? "",
    },
  },
  complete: (body) => ({ team: {}, ...body }),
});
