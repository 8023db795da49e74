import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { PagerDutyAccount, resolvePagerDutyAccount } from "../../../../components/pagerduty/index.ts";
import { capture } from "../../../helpers/capture.ts";
import { accountArgs, problemsOf, referenceModel, types } from "./fixture.ts";

const model = referenceModel();
const account = async (changes: Parameters<typeof accountArgs>[1] = {}) =>
  await capture(() => new PagerDutyAccount("on-call", accountArgs(model, changes)));
const plan = (name: typeof model.vendors.pagerduty.plan) => ({
  vendors: { ...model.vendors, pagerduty: { ...model.vendors.pagerduty, plan: name } },
});

describe("PagerDutyAccount", () => {
  it("makes every kind once for each thing of the model", async () => {
    const made = await account();
    const { organization, onCall } = model;
    const count = (type: string) => made.all(type).length;
    expect({
      users: count(types.user),
      teams: count(types.team),
      schedules: count(types.schedule),
      policies: count(types.policy),
      businessServices: count(types.businessService),
      orchestrations: count(types.orchestration),
      routers: count(types.router),
      services: count(types.service),
    }).toEqual({
      users: Object.keys(organization.people).length,
      teams: Object.keys(organization.teams).length,
      schedules: Object.keys(onCall.rotations).length,
      policies: Object.keys(onCall.escalations).length,
      businessServices: Object.keys(onCall.businessServices).length,
      orchestrations: 1,
      routers: 1,
      services: 0,
    });
  });

  it("gives back the ids of all of them by the ids of the model", async () => {
    const made = await capture(() => {
      const { userIds, teamIds, scheduleIds, escalationPolicyIds, businessServiceIds, orchestrationId } =
        new PagerDutyAccount("on-call", accountArgs(model));
      return { userIds, teamIds, scheduleIds, escalationPolicyIds, businessServiceIds, orchestrationId };
    });
    expect(made.outputs).toMatchObject({
      userIds: { "ada-brandt": "<pagerduty:User on-call-directory-ada-brandt-user: id>" },
      teamIds: { platform: "<pagerduty:Team on-call-directory-team-platform-team: id>" },
      scheduleIds: { "drill-team": "<pagerduty:Schedule on-call-rota-drill-team-schedule: id>" },
      escalationPolicyIds: { web: "<pagerduty:EscalationPolicy on-call-escalation-web-policy: id>" },
      businessServiceIds: { "pilot-app": "<pagerduty:BusinessService on-call-business-pilot-app: id>" },
      orchestrationId: "<pagerduty:EventOrchestration on-call-events-orchestration: id>",
    });
    const count = (output: string) => Object.keys(made.outputs[output] as object).length;
    expect(["userIds", "teamIds", "scheduleIds", "escalationPolicyIds"].map(count)).toEqual([12, 4, 4, 3]);
  });

  it("links policies to rotas and rotas to people", async () => {
    const made = await account();
    expect(made.one(types.policy, "on-call-escalation-drill-policy").inputs["rules"]).toEqual([
      {
        escalationDelayInMinutes: 5,
        targets: [{ type: "schedule_reference", id: "<pagerduty:Schedule on-call-rota-drill-team-schedule: id>" }],
      },
      {
        escalationDelayInMinutes: 5,
        targets: [{ type: "user_reference", id: "<pagerduty:User on-call-directory-bruno-costa-user: id>" }],
      },
    ]);
  });

  it("protects what pages, and nothing in an account that may go", async () => {
    const kept = (await account()).resources.filter(({ options }) => options.protect === true);
    expect([...new Set(kept.map(({ type }) => type))].sort()).toEqual(
      [types.schedule, types.policy, types.orchestration].sort(),
    );
    const loose = await account({ protect: false });
    expect(loose.resources.filter(({ options }) => options.protect === true)).toEqual([]);
  });

  it("names every child after itself, by ids and never by position", async () => {
    const made = await account();
    expect(made.resources.filter(({ name }) => !name.startsWith("on-call"))).toEqual([]);
    expect(made.resources.filter(({ name }) => /-\d+$/.test(name))).toEqual([]);
    expect(new Set(made.resources.map(({ urn }) => urn)).size).toBe(made.resources.length);
  });

  it("runs everything with the same plugin", async () => {
    const custom = (await account()).resources.filter((each) => each.custom);
    expect(custom.filter(({ options }) => options.version !== "4.34.0")).toEqual([]);
  });
});

describe("secrets", () => {
  it("are in no input in plain, though they come in plain", async () => {
    const made = await account({ personal: (key) => pulumi.output(`PLAIN ${key}`) });
    expect(JSON.stringify(made.resources)).not.toContain("PLAIN");
    const secrets = made.resources.flatMap(({ inputs }) => Object.values(inputs)).filter((each) => each === "[secret]");
    expect(secrets).toHaveLength(12 * 3);
  });
});

describe("plans", () => {
  it.each(["free", "professional"] as const)(
    "%s has neither business services nor an entrance for events",
    async (name) => {
      const made = await capture(() => {
        const found = new PagerDutyAccount("on-call", accountArgs(model, plan(name)));
        return { businessServiceIds: found.businessServiceIds, hasEntrance: found.orchestrationId !== undefined };
      });
      expect(made.outputs).toEqual({ businessServiceIds: {}, hasEntrance: false });
      expect(made.all(types.businessService)).toEqual([]);
      expect(made.all(types.orchestration)).toEqual([]);
      expect(made.all(types.schedule)).toHaveLength(4);
    },
  );
});

describe("problems", () => {
  it("has none in the reference model", () => {
    expect(problemsOf(resolvePagerDutyAccount(model))).toEqual([]);
  });

  it("tells those of every part at once and registers nothing", async () => {
    const bad = referenceModel();
    bad.onCall.notifications.low = [{ method: "email", after: "1 second" }];
    bad.onCall.rotations["drill-team"]!.timeZone = "Australia/Lord_Howe";
    bad.onCall.escalations["web"]!.levels[0]!.after = "90 seconds";
    bad.onCall.businessServices["pilot-app"]!.pointOfContact = "eve";
    bad.organization.rulesRepository.owner = "nobody";
    expect(problemsOf(resolvePagerDutyAccount(bad))).toEqual([
      { code: "pagerduty.notification-delay", path: "onCall.notifications.low[0].after" },
      { code: "pagerduty.unknown-zone", path: "onCall.rotations.drill-team.timeZone" },
      { code: "pagerduty.escalation-delay", path: "onCall.escalations.web.levels[0].after" },
      { code: "reference.unknown-person", path: "onCall.businessServices.pilot-app.pointOfContact" },
      { code: "reference.unknown-team", path: "organization.rulesRepository.owner" },
    ]);
    await expect(capture(() => new PagerDutyAccount("on-call", accountArgs(bad)))).rejects.toMatchObject({
      code: "model.invalid",
    });
  });

  it("does not ask for the parts that the plan lacks", () => {
    const bad = referenceModel();
    bad.onCall.businessServices["pilot-app"]!.team = "nobody";
    bad.organization.rulesRepository.owner = "nobody";
    expect(problemsOf(resolvePagerDutyAccount({ ...bad, ...plan("professional") }))).toEqual([]);
  });
});
