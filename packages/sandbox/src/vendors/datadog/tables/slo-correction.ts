import { z } from "zod";
import { missing, type FieldProblem } from "../../../http/refusal.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { creatorOf, problem, seconds, type Creator } from "../wire.ts";
import { byId } from "./references.ts";

/** What Datadog keeps of a correction; moments and durations in seconds. */
export interface SloCorrectionData extends Data {
  readonly id: string;
  readonly slo_id?: string;
  readonly slo_query?: string;
  readonly start: number;
  readonly end?: number | null;
  readonly duration?: number | null;
  readonly rrule?: string | null;
  readonly creator: Creator;
}

const fields = z.object({
  category: z.enum(["Scheduled Maintenance", "Outside Business Hours", "Deployment", "Other"]),
  start: z.int().min(0),
  end: z.int().min(0).nullable().optional(),
  duration: z.int().min(1).nullable().optional(),
  rrule: z.string().min(1).nullable().optional(),
  description: z.string().optional(),
  timezone: z.string().refine(isZone, "no time zone").optional(),
  slo_query: z.string().min(1).optional(),
});

/** Time that does not count against an objective. */
export const sloCorrection = resource<SloCorrectionData>({
  vendor: "datadog",
  name: "slo-correction",
  title: "SLO correction",
  source: "datadog-v1.json /api/v1/slo/correction; wordings [unverified]",
  identity: { slo_correction_id: "id" },
  operations: {
    create: "POST /api/v1/slo/correction -> 200",
    list: "GET /api/v1/slo/correction -> 200",
    read: "GET /api/v1/slo/correction/{slo_correction_id} -> 200",
    update: "PATCH /api/v1/slo/correction/{slo_correction_id} -> 200",
    remove: "DELETE /api/v1/slo/correction/{slo_correction_id} -> 204",
  },
  scopes: { read: "slos_read", write: "slos_corrections_write" },
  wrap: { jsonApi: "correction" },
  input: fields.extend({ slo_id: z.string().min(1).optional() }),
  update: fields.partial(),
  defaults: () => ({ description: "", timezone: "UTC" }),
  computed: (_data, call) => ({ id: call.world.ids.uuid("datadog.slo-correction"), creator: creatorOf(call) }),
  normalise(data, call, before) {
    if (!before && data.slo_id !== undefined && !byId("slo", data.slo_id, call)) throw missing("SLO", data.slo_id);
    return data;
  },
  check: problems,
  view: ({ data, created, updated }: Entity<SloCorrectionData>): Data => ({
    end: null,
    duration: null,
    rrule: null,
    ...data,
    created_at: seconds(created),
    modified_at: seconds(updated),
  }),
});

/** Either an end, or a rule with a duration; for one objective or for those of a query. */
function problems(data: SloCorrectionData): readonly FieldProblem[] {
  const { start, end, rrule, duration, slo_id: id, slo_query: query } = data;
  const once = end !== undefined && end !== null;
  const recurs = typeof rrule === "string" && typeof duration === "number";
  return [
    ...((id === undefined) === (query === undefined)
      ? [problem("slo_id", "Either slo_id or slo_query is needed")]
      : []),
    ...(once === recurs ? [problem("end", "Either end, or rrule with duration, is needed")] : []),
    ...(once && end <= start ? [problem("end", "end must be after start", end)] : []),
    ...(typeof rrule === "string" && !/^FREQ=(?:DAILY|WEEKLY|MONTHLY|YEARLY)(?:;[A-Z]+=[^;]+)*$/.test(rrule)
      ? [problem("rrule", `Invalid rrule: ${rrule}`, rrule)]
      : []),
  ];
}

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch {
    return false;
  }
}
