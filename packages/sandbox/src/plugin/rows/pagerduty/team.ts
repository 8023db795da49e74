import { plainRow } from "../../plain-row.ts";
import { reference } from "../../wire-form.ts";
import { addressesOf, managedByPulumi } from "./description.ts";

/** A team. The official provider cannot take a parent away; here it is taken away. */
export const team = plainRow({
  type: "pagerduty:index/team:Team",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_team.go; a parent taken away: [unverified]",
  ...addressesOf("teams"),
  id: "{answer.team.id}",
  wrap: "team",
  autoName: true,
  settings: { name: { minLength: 1, maxLength: 100 }, description: managedByPulumi, parent: { absent: "" } },
  forms: {
    parent: {
      to: (id) => (id === "" ? null : { id, type: "team_reference" }),
      from: (value) => reference("team_reference").from?.(value, {}) ?? "",
    },
  },
});
