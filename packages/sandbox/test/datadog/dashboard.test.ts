import { v1 } from "@datadog/datadog-api-client";
import { describe, expect, it } from "vitest";
import { headersOf } from "../helpers/headers.ts";
import { withSandbox } from "../helpers/sandbox.ts";
import { configuration, plain, refused } from "./client.ts";

const handle = withSandbox();
const api = (): v1.DashboardsApi => new v1.DashboardsApi(configuration(handle.sandbox));
const note = { definition: { type: "note", content: "Hello" } };
const base = { title: "[dev] Web: release", layoutType: "ordered", widgets: [note] };

describe("dashboards", () => {
  it("are made with ids and an address, read, replaced, listed, deleted", async () => {
    const group = { definition: { type: "group", layoutType: "ordered", widgets: [note] } };
    const made = await api().createDashboard({ body: plain({ ...base, description: "Mine", widgets: [note, group] }) });
    const dashboardId = made.id ?? "";
    expect(made.url).toBe(`/dashboard/${dashboardId}/dev-web-release`);
    expect(made.widgets.map(({ id }) => typeof id)).toEqual(["number", "number"]);
    const changes = { ...base, title: "Other", reflowType: "auto", tags: ["team:platform"] };
    await api().updateDashboard({ dashboardId, body: plain(changes) });
    expect(await api().getDashboard({ dashboardId })).toMatchObject({ ...changes, id: dashboardId, isReadOnly: false });
    expect((await api().listDashboards()).dashboards).toMatchObject([{ id: dashboardId, title: "Other" }]);
    expect(await api().deleteDashboard({ dashboardId })).toEqual({ deletedDashboardId: dashboardId });
    await refused(api().getDashboard({ dashboardId }), 404, "Dashboard not found");
  });

  it.each([
    ["a tag of no team", { tags: ["env:dev"] }, "tags.0"],
    ["six tags", { tags: Array.from({ length: 6 }, (_each, index) => `team:t${String(index)}`) }, "tags"],
    ["reflow on a free board", { layoutType: "free", reflowType: "auto" }, "reflow_type"],
    ["a widget without a place", { layoutType: "free" }, "widgets.0.layout"],
  ])("are refused with %s", async (_name, changes, message) => {
    await refused(api().createDashboard({ body: plain({ ...base, ...changes }) }), 400, message);
  });

  it.each([
    ["a kind of widget that is none", { type: "poem" }, "poem is no widget type"],
    ["a note without content", { type: "note" }, "widgets.0.definition.content"],
  ])("are refused with %s, which the client would not send", async (_name, definition, message) => {
    const answer = await fetch(`${handle.sandbox.urls.datadog}/api/v1/dashboard`, {
      method: "POST",
      headers: headersOf(handle.sandbox, "datadog"),
      body: JSON.stringify({ title: "Board", layout_type: "ordered", widgets: [{ definition }] }),
    });
    expect(answer.status).toBe(400);
    expect(await answer.text()).toContain(message);
  });
});
