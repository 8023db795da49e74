import { defineRule } from "../../define-rule.ts";

/** A rota means the same tomorrow (O1). */
export const requireFixedStart = defineRule({
  id: "pagerduty-schedule-require-fixed-start",
  title: "Layers start at a fixed moment in UTC",
  cause: "start or rotationVirtualStart of a layer does not end in Z.",
  why: "With a local time each update moves the turns, and somebody else is suddenly on call.",
  fix: "Leave the layers to components/pagerduty/rota-layers.ts.",
  requirements: ["O1", "L4"],
  severity: "medium",
  levels: { foreign: "advisory" },
  types: ["pagerduty:index/schedule:Schedule"],
  tags: ["paging"],
  link: "https://support.pagerduty.com/main/docs/schedule-basics",
  scope: "resource",
  check: (schedule) =>
    schedule
      .items("layers")
      .flatMap((layer) =>
        ["start", "rotationVirtualStart"]
          .filter((key) => !(layer.text(key) ?? "").endsWith("Z"))
          .map((key) => `${key} of a layer of "${schedule.text("name") ?? schedule.name}" is not in UTC`),
      ),
});
