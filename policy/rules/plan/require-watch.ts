import { hours } from "@launchgate/core";
import { when } from "../../define-rule.ts";
import { definePlanRule } from "./define-plan-rule.ts";

/** The release is not over at 100 percent (T5). */
export const requireWatch = definePlanRule({
  id: "plan-watch-require-duration",
  title: "A release is watched for an hour or longer after it has all traffic",
  cause: "release.watch.duration is shorter than one hour.",
  why: "Leaks, nightly jobs and slow queries show after the ramp, when nobody looks any more.",
  fix: "Set release.watch.duration; a day is usual.",
  requirements: ["T5"],
  severity: "medium",
  tags: ["traffic"],
  check: ({ watch }) => when(hours(watch.duration) < 1, `the watch after 100 percent lasts ${watch.duration}`),
});
