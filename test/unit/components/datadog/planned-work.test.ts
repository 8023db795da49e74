import { describe, expect, it } from "vitest";
import { worksOf } from "../../../../components/datadog/planned-work.ts";
import { captureService } from "./reference-capture.ts";
import { referenceModel, serviceArgs, type } from "./reference.ts";

const id = "weekly-index-maintenance";

describe("worksOf", () => {
  it("finds the works of one service in one stage", () => {
    const { release } = referenceModel();
    expect(Object.keys(worksOf(release, "bridge-api", "prod"))).toEqual([id]);
    expect(worksOf(release, "web", "prod")).toEqual({});
    expect(worksOf(release, "bridge-api", "staging")).toEqual({});
  });
});

describe("PlannedWork", () => {
  it("corrects every objective and mutes every monitor of the service in the stage", async () => {
    const captured = await captureService();
    expect(captured.all(type.correction).map((each) => each.inputs)).toEqual(
      ["availability", "latency"].map((slo) => ({
        sloId: `<datadog:ServiceLevelObjective o11y-slo-${slo}-objective: id>`,
        category: "Scheduled Maintenance",
        description:
          "Weekly index maintenance: service bridge-api, stage prod, owner team platform. Managed by Launchgate.",
        start: Date.parse("2026-01-11T04:00:00+01:00") / 1000,
        rrule: "FREQ=WEEKLY",
        duration: 1800,
        timezone: "Europe/Berlin",
      })),
    );
    expect(captured.one(type.downtime).inputs).toMatchObject({
      scope: "*",
      monitorIdentifier: { monitorTags: ["service:bridge-api", "env:prod", "team:platform", "managed-by:launchgate"] },
      recurringSchedule: {
        timezone: "Europe/Berlin",
        recurrences: [{ rrule: "FREQ=WEEKLY;BYDAY=SU", duration: "30m", start: "2026-01-11T04:00:00" }],
      },
      displayTimezone: "Europe/Berlin",
      notifyEndStates: ["alert", "no data", "warn"],
      notifyEndTypes: ["expired"],
    });
  });

  it("starts the downtime at the next occurrence, and leaves it there later", async () => {
    const at = new Date("2026-11-21T10:00:00Z");
    const downtime = (await captureService({ ...serviceArgs(), at })).one(type.downtime);
    expect(downtime.inputs["recurringSchedule"]).toMatchObject({ recurrences: [{ start: "2026-11-22T04:00:00" }] });
    expect(downtime.options.ignoreChanges).toEqual(["recurringSchedule.recurrences[0].start"]);
  });

  it("corrects work that happens once by its start and end, without a downtime", async () => {
    const model = referenceModel();
    const work = model.release.plannedWork[id];
    if (work) delete work.recurrence;
    const captured = await captureService(serviceArgs(model));
    const start = Date.parse("2026-01-11T04:00:00+01:00") / 1000;
    expect(captured.all(type.correction).map((each) => each.inputs)).toMatchObject([
      { start, end: start + 1800 },
      { start, end: start + 1800 },
    ]);
    expect(captured.all(type.downtime)).toEqual([]);
  });

  it("declares nothing where no work is planned", async () => {
    const captured = await captureService(serviceArgs(referenceModel(), "web"));
    expect([...captured.all(type.correction), ...captured.all(type.downtime)]).toEqual([]);
  });
});
