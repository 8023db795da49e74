import { describe, expect, it } from "vitest";
import { dashboardJson } from "../../../../components/datadog/dashboards/dashboard.ts";
import { sortedJson } from "../../../../components/datadog/sorted-json.ts";
import { captureGlobals, captureService } from "./reference-capture.ts";
import { referenceModel, serviceArgs, type } from "./reference.ts";

interface Definition {
  readonly type: string;
  readonly title?: string;
  readonly widgets?: readonly { readonly definition: Definition }[];
}
interface Dashboard {
  readonly title: string;
  readonly tags: readonly string[];
  readonly widgets: readonly { readonly definition: Definition }[];
}

const flat = (definition: Definition): Definition[] => [
  definition,
  ...(definition.widgets ?? []).flatMap((each) => flat(each.definition)),
];
const widgetsOf = (dashboard: Dashboard): Definition[] => dashboard.widgets.flatMap((each) => flat(each.definition));
const parse = (inputs: Readonly<Record<string, unknown>>): Dashboard =>
  JSON.parse(String(inputs["dashboard"])) as Dashboard;

describe("sortedJson", () => {
  it("gives the same text for the same content, at any depth, and drops what is undefined", () => {
    expect(sortedJson({ b: 1, a: [{ d: 2, c: undefined, b: 3 }] })).toBe('{"a":[{"b":3,"d":2}],"b":1}');
    expect(sortedJson({ a: [{ b: 3, d: 2 }], b: 1 })).toBe(sortedJson({ b: 1, a: [{ d: 2, b: 3 }] }));
  });
});

describe("dashboardJson", () => {
  it("names each team once and five at most, as Datadog takes no more tags", () => {
    const teams = ["a", "a", "b", "c", "d", "e", "f"];
    const text = dashboardJson({ title: "t", description: "d", teams, widgets: [] });
    expect((JSON.parse(text) as Dashboard).tags).toEqual(["team:a", "team:b", "team:c", "team:d", "team:e"]);
  });
});

describe("release dashboard", () => {
  it("shows objectives, versions with the limits of the alerts, capacity, and what is around", async () => {
    const dashboard = parse((await captureService()).one(type.dashboard).inputs);
    const widgets = widgetsOf(dashboard);
    expect(dashboard.title).toBe("[prod] Bridge API: release");
    expect(widgets.filter((each) => each.type === "slo")).toMatchObject([
      { slo_id: "<datadog:ServiceLevelObjective o11y-slo-availability-objective: id>", time_windows: ["30d"] },
      { slo_id: "<datadog:ServiceLevelObjective o11y-slo-latency-objective: id>", time_windows: ["30d"] },
    ]);
    expect(widgets.find((each) => each.title === "Failed requests by version, %")).toMatchObject({
      requests: [
        {
          queries: [
            { query: "sum:app.requests{service:bridge-api,env:prod,status_class:5xx} by {version}.as_count()" },
            { query: "sum:app.requests{service:bridge-api,env:prod} by {version}.as_count()" },
          ],
        },
      ],
      markers: [{ value: "y = 1" }, { value: "y = 0.8" }],
    });
    expect(widgets.map((each) => each.title)).toEqual(
      expect.arrayContaining([
        "database connections run out",
        "Notification queue is not worked off",
        "Orders accepted",
      ]),
    );
    expect(JSON.stringify(widgets[0])).toContain("0 % for 10 minutes → 10 % for 15 minutes");
  });

  it("is the same text every time", async () => {
    const [first, second] = [await captureService(), await captureService()];
    expect(first.one(type.dashboard).inputs).toEqual(second.one(type.dashboard).inputs);
  });

  it("follows the ramp and shows no objective that the plan lacks", async () => {
    const model = referenceModel();
    model.vendors.datadog.plan = "free";
    const step = model.release.ramp[1];
    if (step) step.percent = 7;
    const text = JSON.stringify(parse((await captureService(serviceArgs(model))).one(type.dashboard).inputs));
    expect(text).toContain("7 % for 15 minutes");
    expect(text).not.toContain('"slo"');
  });
});

describe("organisation dashboards", () => {
  it("show operations the alerts of each stage and the delivery figures", async () => {
    const captured = await captureGlobals();
    const titles = widgetsOf(parse(captured.one(type.dashboard, "o11y-operations").inputs)).map((each) => each.title);
    expect(titles).toEqual(
      expect.arrayContaining([
        "Alerts: Production",
        "Change failure rate",
        "Lead time",
        "Time to restore",
        "Alert acknowledged after",
        "Recovery in drills, minutes",
        "Production: cost this month, USD",
      ]),
    );
  });

  it("show business the objectives and every business figure", async () => {
    const captured = await captureGlobals();
    const widgets = widgetsOf(parse(captured.one(type.dashboard, "o11y-business").inputs));
    expect(widgets.map((each) => each.type)).toContain("slo_list");
    expect(widgets.map((each) => each.title)).toEqual(
      expect.arrayContaining(["Web: Sessions started an hour", "Bridge API: Orders accepted an hour"]),
    );
  });
});
