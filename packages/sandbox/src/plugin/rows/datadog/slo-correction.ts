import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import type { FieldForm } from "../../wire-form.ts";
import { text } from "./forms.ts";

/** Sent as null where it is not declared any more: a correction is once or by a rule, not both. */
const cleared: FieldForm = {
  to: (value) => (value === 0 || value === "" ? null : value),
  from: (value) => value ?? null,
};

/** Time that does not count against an objective. */
export const sloCorrection = plainRow({
  type: "datadog:index/sloCorrection:SloCorrection",
  source:
    "terraform-provider-datadog resource_datadog_slo_correction.go; that another objective replaces and nulls clear is [unverified]",
  createBy: "POST /api/v1/slo/correction",
  readBy: "GET /api/v1/slo/correction/{id}",
  updateBy: "PATCH /api/v1/slo/correction/{id}",
  removeBy: "DELETE /api/v1/slo/correction/{id}",
  id: "{answer.data.id}",
  wrap: "data",
  unwrap: "data.attributes",
  settings: {
    category: { values: ["Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other"] },
    sloId: { change: "replace" },
    description: { absent: "" },
    timezone: { absent: "UTC" },
    end: { absent: 0 },
    duration: { absent: 0 },
    rrule: { absent: "" },
  },
  forms: { end: cleared, duration: cleared, rrule: cleared, description: text },
  complete: (attributes, _inputs, act, old) => ({
    ...(act === "update" ? { id: old["id"] } : {}),
    type: "correction",
    attributes:
      act === "update"
        ? Object.fromEntries(Object.entries(attributes).filter(([key]) => key !== "slo_id"))
        : attributes,
  }),
  check: (inputs: Properties) =>
    inputs["rrule"] !== undefined && inputs["duration"] === undefined
      ? [{ property: "duration", reason: "is required with rrule" }]
      : [],
});
