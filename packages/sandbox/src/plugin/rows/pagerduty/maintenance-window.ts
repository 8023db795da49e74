import { plainRow } from "../../plain-row.ts";
import type { PluginRow } from "../../row.ts";
import { references } from "../../wire-form.ts";
import { VendorRefusal } from "../../vendor-http.ts";
import { addressesOf, managedByPulumi } from "./description.ts";

const plain = plainRow({
  type: "pagerduty:index/maintenanceWindow:MaintenanceWindow",
  source: "terraform-provider-pagerduty 3.32 resource_pagerduty_maintenance_window.go",
  ...addressesOf("maintenance_windows"),
  id: "{answer.maintenance_window.id}",
  wrap: "maintenance_window",
  settings: {
    description: managedByPulumi,
    startTime: { format: "timestamp" },
    endTime: { format: "timestamp" },
    services: { unordered: true },
  },
  forms: { services: references("service_reference") },
  complete: (body) => ({ type: "maintenance_window", ...body }),
});

/** Time in which services open no incidents. One that is over cannot be removed: it counts as removed. */
export const maintenanceWindow: PluginRow = {
  ...plain,
  async remove(id, state, call) {
    try {
      await plain.remove(id, state, call);
    } catch (error) {
      if (!(error instanceof VendorRefusal && error.status === 405)) throw error;
    }
  },
};
