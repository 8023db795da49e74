/** Edges of the rules for PagerDuty (O1, D1). */
import { expect, it } from "vitest";
import type { Rule } from "../../../policy/define-rule.ts";
import { limitAcknowledgement } from "../../../policy/rules/pagerduty/limit-acknowledgement.ts";
import { limitDelay } from "../../../policy/rules/pagerduty/limit-delay.ts";
import { requireFixedStart } from "../../../policy/rules/pagerduty/require-fixed-start.ts";
import { requireLevels } from "../../../policy/rules/pagerduty/require-levels.ts";
import { requirePromptNotice } from "../../../policy/rules/pagerduty/require-prompt-notice.ts";
import { made, said } from "../hand-made.ts";

type Inputs = Readonly<Record<string, unknown>>;
const ofOne = (rule: Rule, inputs: Inputs): string[] =>
  said(rule, [made(rule.types[0] ?? "", "one", { ...inputs })]).map((each) => each.replace(/^\w+ one: /, ""));

it.for<readonly [timeout: string | undefined, told: readonly string[]]>([
  ["3600", []],
  ["3660", ['an acknowledged incident of "one" is silent for 61 minutes']],
  ["null", ['an acknowledged incident of "one" stays silent']],
  [undefined, ['an acknowledged incident of "one" stays silent']],
  ["never", ['an acknowledged incident of "one" stays silent']],
])("an acknowledgement that holds %s seconds", ([acknowledgementTimeout, told]) => {
  expect(ofOne(limitAcknowledgement, { acknowledgementTimeout })).toEqual(told);
  const quiet = { acknowledgementTimeout, incidentUrgencyRule: { urgency: "low" } };
  expect(ofOne(limitAcknowledgement, quiet)).toEqual([]);
});

it.for<readonly [minutes: number | undefined, told: readonly string[]]>([
  [30, []],
  [31, ['a level of "one" waits 31 minutes']],
  [undefined, ['a level of "one" waits for no stated time']],
])("a level that waits %s minutes", ([escalationDelayInMinutes, told]) => {
  expect(ofOne(limitDelay, { rules: [{ escalationDelayInMinutes }] })).toEqual(told);
});

it.for<readonly [targets: readonly (readonly unknown[])[], told: readonly string[]]>([
  [[[{}], [{}]], []],
  [[[], [{}]], ['level 1 of escalation "one" reaches nobody']],
  [[[{}], []], ['level 2 of escalation "one" reaches nobody']],
  [[[{}]], ['escalation "one" has 1 levels, 2 are needed']],
])("levels with the targets %j", ([targets, told]) => {
  expect(ofOne(requireLevels, { rules: targets.map((each) => ({ targets: each })) })).toEqual(told);
});

it.for<readonly [layer: Inputs, keys: readonly string[]]>([
  [{ start: "2026-11-01T00:00:00Z", rotationVirtualStart: "2026-11-01T00:00:00Z" }, []],
  [{ start: "2026-11-01T00:00:00+01:00", rotationVirtualStart: "2026-11-01T00:00:00Z" }, ["start"]],
  [{}, ["rotationVirtualStart", "start"]],
])("a layer with %j", ([layer, keys]) => {
  expect(ofOne(requireFixedStart, { layers: [layer] })).toEqual(
    keys.map((key) => `${key} of a layer of "one" is not in UTC`),
  );
});

it.for<readonly [made: readonly string[] | undefined, good: boolean]>([
  [["low-email-after-0m", "high-email-after-0m"], true],
  [["high-email-after-05m"], false],
  [["high-email-after-0m-and-more"], false],
  [["not-high-email-after-0m"], false],
  [["high--after-0m"], false],
  [[], false],
  [undefined, false],
])("of what PagerDuty makes by itself, %j tells at once: %s", ([vendorMade, good]) => {
  const person = made("launchgate:pagerduty:PagedPerson", "ada", { vendorMade });
  const user = { ...made(requirePromptNotice.types[0] ?? "", "one", {}), parent: person.urn };
  const told = '"one" is not told at once of what is urgent';
  expect(said(requirePromptNotice, [person, user]).filter((each) => each.includes(" one: "))).toEqual(
    good ? [] : [`violation one: ${told}`],
  );
  expect(said(requirePromptNotice, [made(user.type, "one", {})])).toEqual([`advice one: ${told}`]);
});
