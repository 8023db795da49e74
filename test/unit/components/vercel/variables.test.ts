import type { EnvironmentValue, Model } from "@launchgate/core";
import * as pulumi from "@pulumi/pulumi";
import { describe, expect, it } from "vitest";
import { RuntimeVariables, variableValue } from "../../../../components/vercel/runtime-variables.ts";
import {
  planVariables,
  unmadeVariables,
  type PlannedVariable,
  type VariableSource,
} from "../../../../components/vercel/variable-plan.ts";
import { capture } from "../../../helpers/capture.ts";
import { argsOf, entry, freshModel, told } from "./fixture.ts";

const everything = new Set<VariableSource>([
  "neon-connection-uri",
  "neon-pooled-connection-uri",
  "edge-config-connection",
  "stage-name",
  "pagerduty-integration-key",
]);

const plan = (
  variables: Record<string, EnvironmentValue>,
  stageId = "prod",
  change: (model: Model) => void = () => undefined,
) => {
  const model = freshModel();
  entry(model.services, "web").vercel.environment = variables;
  change(model);
  return planVariables({ ...argsOf(model, "web", stageId), available: everything });
};

const variable = (value: EnvironmentValue, sensitive = true): PlannedVariable => ({
  key: "KEY",
  value,
  sensitive,
  targets: ["production"],
});

describe("planVariables", () => {
  const mixed = {
    PLAIN: { value: "x" },
    STAGE: { from: "stage-name" },
    TOKEN: { secret: "token" },
    URL: { from: "neon-connection-uri" },
    EDGE: { from: "edge-config-connection" },
  } satisfies Record<string, EnvironmentValue>;
  const summary = (stageId: string) => {
    const result = plan(mixed, stageId);
    return result.ok ? result.value.map(({ key, sensitive, targets }) => [key, sensitive, targets.join("+")]) : [];
  };

  it("makes secrets and addresses with a password unreadable, all on the production target", () => {
    expect(summary("prod")).toEqual([
      ["PLAIN", false, "production"],
      ["STAGE", false, "production"],
      ["TOKEN", true, "production"],
      ["URL", true, "production"],
      ["EDGE", true, "production"],
    ]);
  });

  it("shows previews the harmless values only", () => {
    expect(summary("staging")).toEqual([
      ["PLAIN", false, "production+preview"],
      ["STAGE", false, "production+preview"],
      ["TOKEN", true, "production"],
      ["URL", true, "production"],
      ["EDGE", true, "production"],
    ]);
  });

  it("refuses a source that the stage does not have", () => {
    const model = freshModel();
    const result = planVariables({ ...argsOf(model), available: new Set(["stage-name"]) });
    expect(told(result)).toEqual([
      "vercel.source-missing at services.web.vercel.environment.DATABASE_URL.from",
      "vercel.source-missing at services.web.vercel.environment.EDGE_CONFIG.from",
    ]);
  });

  it.each<[string, (model: Model) => void]>([
    ["the stage pages nobody", (model) => void (entry(model.stages, "prod").paging = "nobody")],
    ["PagerDuty is not used", (model) => void (model.vendors.pagerduty.plan = "none")],
  ])("leaves the paging key out where %s", (_why, change) => {
    const model = freshModel();
    change(model);
    const parts = { ...argsOf(model, "bridge-api"), available: new Set<VariableSource>(["stage-name"]) };
    parts.service.vercel.environment = { KEY: { from: "pagerduty-integration-key" }, STAGE: { from: "stage-name" } };
    expect(planVariables(parts)).toMatchObject({ ok: true, value: [{ key: "STAGE" }] });
    expect(unmadeVariables(parts)).toEqual(["KEY"]);
  });

  it("leaves connections out where Neon is not used, and refuses them where the service only forgot its database", () => {
    const model = freshModel();
    const available = new Set<VariableSource>(["stage-name", "edge-config-connection"]);
    expect(told(planVariables({ ...argsOf(model), available }))).toEqual([
      "vercel.source-missing at services.web.vercel.environment.DATABASE_URL.from",
    ]);
    model.vendors.neon.plan = "none";
    expect(told(planVariables({ ...argsOf(model), available }))).toEqual([]);
    expect(unmadeVariables(argsOf(model))).toEqual(["DATABASE_URL"]);
  });

  it("refuses an empty value, which the provider would drop", () => {
    expect(told(plan({ EMPTY: { value: "" } }))).toEqual([
      "vercel.variable-empty at services.web.vercel.environment.EMPTY.value",
    ]);
  });

  it.each(["off", "OFF", " false ", "0", "no", "none", "disabled"])(
    "takes a debug switch set to %j in production",
    (value) => {
      expect(told(plan({ DEBUG: { value } }))).toEqual([]);
    },
  );

  it.each<EnvironmentValue>([
    { value: "on" },
    { value: "true" },
    { value: "app:*" },
    { secret: "debug" },
    { from: "stage-name" },
  ])("refuses the debug switch %j in production", (value) => {
    expect(told(plan({ DEBUG: value }))).toEqual([
      "vercel.debug-in-production at services.web.vercel.environment.DEBUG",
    ]);
  });

  it("lets debug switches on outside production, and other variables anywhere", () => {
    expect(told(plan({ DEBUG: { value: "on" } }, "dev"))).toEqual([]);
    const others = (model: Model): void => {
      entry(model.services, "web").vercel.debugVariables = [];
    };
    expect(told(plan({ DEBUG: { value: "on" } }, "prod", others))).toEqual([]);
  });
});

describe("RuntimeVariables", () => {
  it("declares one resource a variable, replaced by deletion first, with a line about its owner", async () => {
    const found = await capture(
      () =>
        new RuntimeVariables("v", {
          projectId: "prj",
          variables: [variable({ value: "x" }, false), { ...variable({ secret: "t" }), key: "TOKEN" }],
          values: { secret: (key) => pulumi.secret(`value-of-${key}`), from: {} },
          note: "managed-by: launchgate",
        }),
    );
    const type = "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable";
    expect(found.all(type).map(({ name }) => name)).toEqual(["v-KEY", "v-TOKEN"]);
    expect(found.one(type, "v-TOKEN").inputs).toMatchObject({
      projectId: "prj",
      key: "TOKEN",
      value: "[secret]",
      sensitive: true,
      targets: ["production"],
      comment: "managed-by: launchgate",
    });
    expect(found.one(type, "v-KEY").inputs["sensitive"]).toBe(false);
    expect(found.one(type, "v-KEY").options.deleteBeforeReplace).toBe(true);
  });

  it("fetches each value from where the model says", async () => {
    const values = {
      secret: (key: string) => pulumi.secret(`value-of-${key}`),
      from: { "neon-connection-uri": "direct", "stage-name": "prod" },
    };
    const found = await capture(() => ({
      plain: variableValue(variable({ value: "x" }, false), values),
      secret: pulumi.unsecret(variableValue(variable({ secret: "token" }), values)),
      made: pulumi.unsecret(variableValue(variable({ from: "neon-connection-uri" }), values)),
      stage: variableValue(variable({ from: "stage-name" }, false), values),
    }));
    expect(found.outputs).toEqual({ plain: "x", secret: "value-of-token", made: "direct", stage: "prod" });
  });

  it("wraps a sensitive value that came in plain", async () => {
    const values = { secret: (key: string) => pulumi.output(key), from: { "neon-connection-uri": "direct" } };
    const found = await capture(() => ({
      secret: pulumi.isSecret(variableValue(variable({ secret: "token" }), values)),
      made: pulumi.isSecret(variableValue(variable({ from: "neon-connection-uri" }), values)),
    }));
    expect(found.outputs).toEqual({ secret: true, made: true });
  });

  it("throws where nothing makes the value", () => {
    const values = { secret: (key: string) => pulumi.output(key), from: {} };
    expect(() => variableValue(variable({ from: "neon-connection-uri" }), values)).toThrow(
      new RangeError('nothing makes "neon-connection-uri" for KEY'),
    );
  });
});
