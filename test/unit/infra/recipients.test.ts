import { describe, expect, it } from "vitest";
import { allPlans, stackNames } from "../../helpers/stack-plans.ts";

const monitorType = "datadog:index/monitor:Monitor";
const tagsOf = (inputs: Readonly<Record<string, unknown>>): readonly string[] => inputs["tags"] as string[];

describe.each(stackNames.filter((name) => name !== "shared"))("monitors of %s", (stack) => {
  it("have a recipient that PagerDuty and Datadog know, parts of composites excepted (O2, O5)", async () => {
    const plan = (await allPlans()).get(stack);
    if (plan?.model.stack.kind !== "stage") throw new Error(`${stack} is no stage`);
    const named = (type: string, field: string): string[] =>
      plan.resources.filter((each) => each.type === type).map(({ inputs }) => String(inputs[field]));
    const services = named("pagerduty:index/service:Service", "name");
    expect(named("datadog:pagerduty/serviceObject:ServiceObject", "serviceName").sort()).toEqual([...services].sort());
    const told = plan.model.stages[plan.model.stack.stage]?.paging !== "nobody";
    const monitors = plan.resources.filter(({ type }) => type === monitorType);
    expect(monitors.length).toBeGreaterThan(40);
    for (const { name, inputs } of monitors) {
      const handles = [...String(inputs["message"]).matchAll(/@pagerduty-([\w.-]+)/g)].map(
        ([, handle]) => handle ?? "",
      );
      const silent = !told || tagsOf(inputs).includes("severity:part");
      expect(handles.length > 0, name).toBe(!silent);
      for (const handle of handles) expect(services, name).toContain(handle);
    }
  });

  it("ask no question twice (O5)", async () => {
    const monitors = ((await allPlans()).get(stack)?.resources ?? []).filter(({ type }) => type === monitorType);
    const questions = monitors.map(({ inputs }) => String(inputs["query"]));
    expect(questions.length).toBeGreaterThan(40);
    expect(questions.filter((query, position) => questions.indexOf(query) !== position)).toEqual([]);
  });
});
