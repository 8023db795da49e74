import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { isEmpty, steering } from "./forms.ts";

/** Fields that the vendor makes itself: the provider leaves them out of the definition. */
const computed = new Set(["id", "author_handle", "author_name", "created_at", "modified_at", "url"]);

/** A dashboard as JSON text. Definitions are compared as JSON, without ids of widgets. */
export const dashboardJson = plainRow({
  type: "datadog:index/dashboardJson:DashboardJson",
  source:
    "terraform-provider-datadog resource_datadog_dashboard_json.go; that empty fields of the vendor count as not given is [unverified]",
  createBy: "POST /api/v1/dashboard",
  readBy: "GET /api/v1/dashboard/{id}",
  updateBy: "PUT /api/v1/dashboard/{id}",
  removeBy: "DELETE /api/v1/dashboard/{id}",
  id: "{answer.id}",
  settings: { dashboard: { format: "json" } },
  forms: {
    dashboard: { skip: true, from: (_value, body) => body["definition"] },
    dashboardLists: steering,
    url: { skip: true, from: (value) => value },
  },
  complete: (_body, { dashboard }) => JSON.parse(String(dashboard)) as unknown,
  also: (body, state) => ({ url: body["url"], definition: definitionOf(body, state["dashboard"]) }),
  asDeclared: ({ dashboard }, declared) => ({
    dashboard: definitionOf(JSON.parse(String(dashboard)) as Properties, declared["dashboard"]),
  }),
  check: ({ dashboardLists }) =>
    dashboardLists === undefined
      ? []
      : [
          {
            property: "dashboardLists",
            reason: "is not part of the practice ground: add the dashboard to lists there",
          },
        ],
});

/** The live definition as JSON text: the declared text where both mean the same. */
function definitionOf(live: Properties, declared: unknown): string {
  const wanted = typeof declared === "string" ? (JSON.parse(declared) as Properties) : {};
  const unsaid = Object.entries(wanted).filter(([, value]) => isEmpty(value));
  const entries = Object.entries({ ...Object.fromEntries(unsaid), ...live })
    .filter(([key, value]) => !computed.has(key) && (key in wanted || !isEmpty(value)))
    .map(([key, value]) => [key, isEmpty(value) && isEmpty(wanted[key]) && key in wanted ? wanted[key] : value]);
  const definition = Object.fromEntries(entries) as Properties;
  return JSON.stringify({ ...definition, widgets: withoutIds(definition["widgets"], wanted["widgets"]) });
}

/** Widgets without ids, in groups too; an id that the definition states is kept. */
function withoutIds(widgets: unknown, wanted: unknown): unknown {
  if (!Array.isArray(widgets)) return widgets;
  const given = Array.isArray(wanted) ? (wanted as readonly Properties[]) : [];
  return (widgets as readonly Properties[]).map(({ id, definition, ...rest }, index) => {
    const [inner, declared] = [definition as Properties, given[index]?.["definition"] as Properties | undefined];
    const nested =
      inner["widgets"] === undefined ? {} : { widgets: withoutIds(inner["widgets"], declared?.["widgets"]) };
    const kept = given[index]?.["id"] === undefined ? {} : { id };
    return { ...kept, definition: { ...inner, ...nested }, ...rest };
  });
}
