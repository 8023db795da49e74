/** How model and stage decide on a suite: tries, time, and what a stop on request is. (P4, P9) */
import { afterEach, beforeEach, expect, test } from "vitest";
import { judgeStage } from "../../../../packages/cli/src/smoke/judge-stage.ts";
import { subjectOf, subjectsOf } from "../../../../packages/cli/src/smoke/places.ts";
import { failureLines, smokeText } from "../../../../packages/cli/src/smoke/smoke-text.ts";
import { sealed } from "../../../../packages/cli/src/vendors/identity/seal.ts";
import { EngineDouble, modelOf, openMoment } from "../../engine/engine-double.ts";
import { saying, Service } from "./service.ts";

let service: Service;
beforeEach(async () => {
  service = await Service.start(saying("ok ready Motion Mavericks http_requests_total"));
});
afterEach(() => service.stop());

const model = modelOf("staging");
const said: string[] = [];
const site = { model, now: () => openMoment, say: (text: string) => void said.push(text) };
const signal = new AbortController().signal;

/** A state with the project of one service, as the engine exports it in plain text. */
async function engineOf(projects: readonly { service: string; url: string; bypass: string }[]) {
  const engine = new EngineDouble();
  const resources = projects.map(({ service: id, url, bypass }) => ({
    type: "launchgate:vercel:ServiceProject",
    inputs: { service: id, projectName: `${id}-staging` },
    outputs: { url, bypassSecret: sealed(bypass) },
  }));
  engine.state = { version: 3, deployment: { resources } };
  const stack = await engine.find("staging");
  if (stack === undefined) throw new Error("the double has every stack");
  return { engine, stack };
}

test("address and secret come from the state; a service without is a no by name", async () => {
  const { engine, stack } = await engineOf([{ service: "web", url: service.url, bypass: "canary-7" }]);
  const subjects = await subjectsOf(model, stack, "live", "/nowhere");
  expect(engine.calls).toContain("exportState plain");
  expect(subjects).toMatchObject([
    { service: "web", url: service.url, bypass: "canary-7" },
    { service: "bridge-api", url: undefined, why: 'stack "staging" has no Vercel project of it yet' },
  ]);
  const report = await judgeStage({ ...site, subjects, signal });
  expect(report).toMatchObject({ verdict: "failed", stage: "staging" });
  expect(report.services.map(({ verdict }) => verdict)).toEqual(["passed", "failed"]);
  expect(service.seen[0]?.headers["x-vercel-protection-bypass"]).toBe("canary-7");
  expect(failureLines(report)).toEqual(['bridge-api: stack "staging" has no Vercel project of it yet']);
  expect(smokeText({ colour: false }, report)).toContain("+ web: version 1.2.3, 4 of 4 steps");
  expect(said.join("\n")).not.toContain("canary-7");
});

test("in a sandbox without applications nobody can be asked, and that is told", async () => {
  const { stack } = await engineOf([{ service: "web", url: service.url, bypass: "canary-7" }]);
  const [web] = await subjectsOf(model, stack, "sandbox", "/nowhere");
  expect(web).toMatchObject({ url: undefined, why: expect.stringContaining("sandbox start --apps") });
});

test("the shared stack is of no stage", async () => {
  const judging = judgeStage({ ...site, model: modelOf("shared"), subjects: [], signal });
  await expect(judging).rejects.toMatchObject({ code: "smoke.no-stage" });
});

test("a stop on request is no verdict", async () => {
  const stop = new AbortController();
  service.answer = () => stop.abort();
  const subjects = [subjectOf(model, "web", service.url, undefined)];
  await expect(judgeStage({ ...site, subjects, signal: stop.signal })).rejects.toMatchObject({
    code: "smoke.stopped",
    exitCode: 3,
  });
});
