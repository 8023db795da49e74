import type { Lives } from "./life.ts";

/** A dashboard as production declares it. */
export const definition = {
  title: "[prod] Web: release",
  description: "Service web",
  layout_type: "ordered",
  reflow_type: "auto",
  notify_list: [],
  tags: ["team:product"],
  template_variables: [],
  widgets: [
    { definition: { type: "note", content: "**Web**", background_color: "gray" } },
    {
      definition: {
        type: "group",
        layout_type: "ordered",
        title: "Group",
        widgets: [{ definition: { type: "note", content: "inner" } }],
      },
    },
  ],
};

/** Dashboards, and what synthetic tests know. */
export const dashboardLives = (): Lives => ({
  dashboard: {
    type: "datadog:index/dashboardJson:DashboardJson",
    inputs: { dashboard: JSON.stringify(definition) },
    changes: {
      dashboard: [
        { to: JSON.stringify({ ...definition, title: "Another" }) },
        { to: JSON.stringify({ ...definition, widgets: definition.widgets.slice(0, 1), tags: [] }) },
      ],
    },
    unchanged: { dashboardLists: "refused: see its refusals", url: "an output by its nature" },
    otherWords: ["dashboard"],
  },
  "global variable": {
    type: "datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable",
    inputs: {
      description: "Passes deployment protection: service web, stage prod. Managed by Launchgate.",
      name: "WEB__DEV__VERCEL_BYPASS",
      secure: true,
      tags: ["service:web", "env:prod"],
      value: "first-value",
    },
    changes: {
      description: [{ to: "Another" }, { to: undefined }],
      isFido: { to: true },
      isTotp: { to: true },
      name: { to: "WEB__DEV__BYPASS" },
      options: { to: { totpParameters: { digits: 6, refreshInterval: 30 } } },
      parseTestOptions: { to: { type: "http_body", parser: { type: "json_path", value: "$.id" } } },
      parseTestId: { to: "abc-def-ghi" },
      restrictedRoles: { to: ["11111111-1111-4111-8111-111111111111"] },
      secure: { to: false },
      tags: [{ to: ["env:prod"] }, { to: undefined }],
      value: { to: "second-value" },
      valueWo: { to: "third-value", with: { value: undefined, valueWoVersion: "1" } },
      valueWoVersion: { to: "2", with: { value: undefined, valueWo: "third-value" } },
    },
    unseen: {
      "value ->": "the vendor never shows a secure value",
      "valueWo ->": "the vendor never shows it",
      "valueWoVersion ->": "known to the provider only",
    },
  },
});
