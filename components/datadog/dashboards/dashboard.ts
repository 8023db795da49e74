import { sortedJson } from "../sorted-json.ts";
import type { Widget } from "./widgets.ts";

/** A dashboard. */
export interface DashboardDefinition {
  readonly title: string;
  readonly description: string;
  /** Teams that own it; Datadog takes up to five tags and only `team:` ones. */
  readonly teams: readonly string[];
  readonly widgets: readonly Widget[];
  /** Values that a reader may choose; queries name them as `$name`. */
  readonly variables?: readonly { readonly name: string; readonly values: readonly string[] }[];
}

const mostTags = 5;

/** The dashboard as text for `DashboardJson`: every field that Datadog would add is there, keys in order, so that no drift is seen. */
export function dashboardJson({ title, description, teams, widgets, variables }: DashboardDefinition): string {
  return sortedJson({
    title,
    description,
    layout_type: "ordered",
    reflow_type: "auto",
    notify_list: [],
    tags: [...new Set(teams)].slice(0, mostTags).map((team) => `team:${team}`),
    template_variables: (variables ?? []).map(({ name, values }) => ({
      name,
      prefix: name,
      available_values: values,
      defaults: ["*"],
    })),
    widgets,
  });
}
