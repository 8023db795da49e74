import type { Model, Service, Stage } from "@launchgate/core";
import { describe, expect, it } from "vitest";
import { planOf } from "../../../../components/pagerduty/service-pager-args.ts";
import { resolveServicePager } from "../../../../components/pagerduty/service-pager-plan.ts";
import { pagerArgs, problemsOf, referenceModel, serviceOf, stageOf, valueOf } from "./fixture.ts";

const model = referenceModel();
const plan = (stageId: string, changes: Parameters<typeof pagerArgs>[2] = {}) =>
  planOf(pagerArgs(model, stageId, changes));
const pagerDuty = (changes: Partial<Service["pagerDuty"]>): { service: Service } => {
  const web = serviceOf(model, "web");
  return { service: { ...web, pagerDuty: { ...web.pagerDuty, ...changes } } };
};
const stage = (id: string, changes: Partial<Stage>): { stage: Stage } => ({
  stage: { ...stageOf(model, id), ...changes },
});
const onCall = (changes: Partial<Model["onCall"]>) => ({ onCall: { ...model.onCall, ...changes } });

describe("who is paged", () => {
  it.each([
    ["prod", "web"],
    ["staging", "web"],
    ["drill", "drill"],
  ])("in %s by the escalation %s", (stageId, escalationId) => {
    expect(valueOf(resolveServicePager(plan(stageId))).escalationId).toBe(escalationId);
  });

  it("refuses a stage that pages nobody", () => {
    expect(problemsOf(resolveServicePager(plan("dev")))).toEqual([
      { code: "pagerduty.nobody-paged", path: "stages.dev.paging" },
    ]);
  });

  it("refuses a drill that would page people", () => {
    expect(problemsOf(resolveServicePager(plan("drill", onCall({ drillEscalation: "web" }))))).toEqual([
      { code: "pagerduty.drill-pages-people", path: "onCall.drillEscalation" },
    ]);
  });

  it("refuses a stage for people on the escalation of drills", () => {
    expect(problemsOf(resolveServicePager(plan("prod", pagerDuty({ escalation: "drill" }))))).toEqual([
      { code: "pagerduty.people-on-drill-escalation", path: "services.web.pagerDuty.escalation" },
    ]);
  });

  it.each([
    ["prod", pagerDuty({ escalation: "nights" }), "services.web.pagerDuty.escalation"],
    ["drill", onCall({ drillEscalation: "nights" }), "onCall.drillEscalation"],
  ])("refuses an unknown escalation in %s", (stageId, changes, path) => {
    expect(problemsOf(resolveServicePager(plan(stageId, changes)))).toEqual([
      { code: "reference.unknown-escalation", path },
    ]);
  });
});

describe("business service", () => {
  it("is linked in production only", () => {
    const linked = ["prod", "staging", "drill"].map((id) => valueOf(resolveServicePager(plan(id))).businessServiceId);
    expect(linked).toEqual(["pilot-app", undefined, undefined]);
  });

  it("is not linked, and not missed, where the plan has none", () => {
    const vendors = { ...model.vendors, pagerduty: { ...model.vendors.pagerduty, plan: "professional" as const } };
    const resolved = resolveServicePager(plan("prod", { vendors, businessServiceIds: {} }));
    expect(valueOf(resolved).businessServiceId).toBeUndefined();
  });

  it("is refused where it is unknown", () => {
    expect(problemsOf(resolveServicePager(plan("prod", pagerDuty({ businessService: "shop" }))))).toEqual([
      { code: "reference.unknown-business-service", path: "services.web.pagerDuty.businessService" },
    ]);
  });
});

describe("other problems", () => {
  it("tells a team that PagerDuty does not have", () => {
    expect(problemsOf(resolveServicePager(plan("prod", { teamIds: { platform: "<id>" } })))).toEqual([
      { code: "reference.unknown-team", path: "services.web.owner" },
    ]);
  });

  it("tells a timeout that is not whole seconds", () => {
    const changes = pagerDuty({ acknowledgementTimeout: "0.5 seconds" });
    expect(problemsOf(resolveServicePager(plan("prod", changes)))).toEqual([
      { code: "pagerduty.acknowledgement-timeout", path: "services.web.pagerDuty.acknowledgementTimeout" },
    ]);
  });

  it("tells support hours in a zone that PagerDuty does not know", () => {
    const supportHours = { timeZone: "Australia/Lord_Howe", daysOfWeek: [1], start: "08:00", end: "19:00" };
    expect(problemsOf(resolveServicePager(plan("staging", stage("staging", { supportHours }))))).toEqual([
      { code: "pagerduty.unknown-zone", path: "stages.staging.supportHours.timeZone" },
    ]);
  });

  it("tells a maintenance window of odd length, for its own stage only", () => {
    const rehearsal = model.onCall.maintenance["neon-upgrade-rehearsal"];
    if (!rehearsal) throw new Error("the reference model plans neon-upgrade-rehearsal");
    const changes = onCall({ maintenance: { odd: { ...rehearsal, duration: "61 seconds" } } });
    expect(problemsOf(resolveServicePager(plan("staging", changes)))).toEqual([
      { code: "pagerduty.maintenance-length", path: "onCall.maintenance.odd.duration" },
    ]);
    expect(problemsOf(resolveServicePager(plan("prod", changes)))).toEqual([]);
  });
});
