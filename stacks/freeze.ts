import { idsOf, type ModelInput } from "@launchgate/core";
import { roles } from "./organization.ts";

const role = idsOf(roles);

/** When releases may happen (L1) and how an emergency gets through (L2). */
export const freeze = {
  windows: {
    "always-open": {
      title: "Development, staging and drills are always open",
      kind: "allow",
      stages: ["dev", "staging", "drill"],
      timeZone: "Europe/Berlin",
      start: "2026-01-01T00:00",
      duration: "1 day",
      recurrence: "FREQ=DAILY",
    },
    "prod-working-hours": {
      title: "Production in working hours, Monday to Thursday",
      kind: "allow",
      stages: ["prod"],
      timeZone: "Europe/Berlin",
      start: "2026-01-05T09:00",
      duration: "7 hours",
      recurrence: "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH",
    },
    "prod-patches": {
      title: "Patches may go out on any day",
      kind: "allow",
      stages: ["prod"],
      releaseTypes: ["patch"],
      timeZone: "Europe/Berlin",
      start: "2026-01-01T06:00",
      duration: "16 hours",
      recurrence: "FREQ=DAILY",
    },
    "year-end": {
      title: "Year-end freeze",
      kind: "deny",
      stages: ["prod"],
      releaseTypes: ["minor", "major"],
      timeZone: "Europe/Berlin",
      start: "2026-12-18T12:00",
      duration: "17 days",
      recurrence: "FREQ=YEARLY",
    },
    "quarter-close": {
      title: "Last two days of a quarter",
      kind: "deny",
      stages: ["prod"],
      releaseTypes: ["minor", "major"],
      timeZone: "Europe/Berlin",
      start: "2026-03-30T00:00",
      duration: "2 days",
      recurrence: "FREQ=YEARLY;BYMONTH=3,6,9,12;BYMONTHDAY=-2",
    },
  },
  override: {
    approvals: 2,
    roles: [role["technical-delivery-lead"], role["reliability-partner"]],
    expiresAfter: "2 hours",
  },
} satisfies ModelInput["release"]["freeze"];
