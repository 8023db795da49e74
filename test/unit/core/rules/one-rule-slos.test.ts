/** What rules over service levels say, and where they are silent: an abort that can never come is no abort (O1, T2). */
import { describe, expect, it } from "vitest";
import { model } from "../../../../stacks/index.ts";
import { told } from "../../malformed/overlay-case.ts";
import { found } from "./read-model.ts";

const targets = (web: number, api: number): string =>
  `services: { web: { slos: { availability: { target: ${String(web)} } } }, bridge-api: { slos: { availability: { target: ${String(api)} } } } }`;
const ofRamp = (yaml: string): string[] =>
  found("ramp-burn-rate", yaml).map(({ path, expected }) => `${path}: ${expected}`);
const below = (step: number, ceiling: number, slo: string): string =>
  `release.ramp[${String(step)}].abort.burnRate: less than ${String(ceiling)}, the burn rate of services.${slo} when every request fails: 1/(1 - target)`;

describe("aborts of the ramp", () => {
  it("are held to the laxest service level, the first of several", () => {
    const web = [0, 1].map((step) => below(step, 10, "web.slos.availability"));
    expect(ofRamp(targets(90, 99))).toEqual(web);
    expect(ofRamp(targets(90, 90))).toEqual(web);
    expect(ofRamp(targets(99, 90))).toEqual([0, 1].map((step) => below(step, 10, "bridge-api.slos.availability")));
  });

  it("are held to nothing where no traffic moves by the ramp", () => {
    const stages = Object.keys(model.stages).map((id) => `${id}: { traffic: on-merge }`);
    expect(ofRamp(`stages: { ${stages.join(", ")} }\n${targets(90, 90)}`)).toEqual([]);
  });
});

it("a page that can never come is told with the lowest burn rate that pages", () => {
  expect(found("slos", targets(60, 99)).map(({ path, expected }) => [path, expected])).toEqual([
    [
      "services.web.slos.availability.target",
      "a target at which a burn rate of 6 is possible; here it cannot exceed 2.5",
    ],
  ]);
});

it.for([
  { warning: 4, problems: [] },
  { warning: 5, problems: ["dependency.warning-above-critical services.web.dependencies.mux.warning"] },
])("a dependency warns at $warning and is critical at 5", ({ warning, problems }) => {
  const yaml = `services: { web: { dependencies: { mux: { warning: ${String(warning)}, critical: 5 } } } }`;
  expect(told(found("dependencies", yaml))).toEqual(problems);
});
