/** The two programs of others, judged offline: the same verdict as in the real engine, where `test/e2e/foreign-programs.test.ts` asks for it. */
import type { Finding } from "@launchgate/core";
import { expect, it } from "vitest";
import { captureProgram } from "../../../packages/cli/src/offline/capture.ts";
import { judgedCapture } from "../../../packages/cli/src/policy/judged-resources.ts";
import { judgeStack, ruleInfos } from "../../../policy/pack.ts";
import { fixedInstant } from "../../helpers/stack-plans.ts";
import { datadogEstate } from "./datadog-estate.ts";
import { datadogStopped, datadogTold, githubStopped, githubTold } from "./expected-findings.ts";
import { githubOrganization } from "./github-organization.ts";

it.each([
  ["a GitHub organisation", githubOrganization, githubStopped, githubTold],
  ["a Datadog estate", datadogEstate, datadogStopped, datadogTold],
])("%s is judged by vendor rules, and no rule asks for its plan", async (_name, program, stopped, told) => {
  const { resources } = await captureProgram({
    project: "theirs",
    stack: "live",
    config: {},
    secretKeys: [],
    program: () => {
      program();
      return Promise.resolve(undefined);
    },
  });
  const { setting, findings, passed, notApplicable } = judgeStack({
    resources: resources.map(judgedCapture),
    now: fixedInstant,
  });
  const of = (kind: Finding["kind"]): string[] =>
    findings
      .filter((each) => each.kind === kind)
      .map(({ rule, resource }) => `${rule} ${resource}`)
      .toSorted();
  expect(setting).toBe("foreign");
  expect(of("violation")).toEqual(stopped);
  expect(of("advice")).toEqual(told);
  expect(findings).toHaveLength(stopped.length + told.length);
  const readers = ruleInfos.filter(({ readsPlan }) => readsPlan).map(({ id }) => id);
  expect(passed.filter((id) => readers.includes(id))).toEqual([]);
  expect(readers.filter((id) => notApplicable[id] === undefined)).toEqual([]);
});
