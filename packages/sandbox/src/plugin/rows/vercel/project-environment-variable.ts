import type { Failure, Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { listOf, teamSetting, withTeamInImport } from "./places.ts";

/** Value that a program gives, in either of its ways. */
function valueOf({ value, valueWo }: Properties): unknown {
  return value ?? valueWo ?? "";
}

/**
 * A variable of a project for some targets. A sensitive value is never given back: the declared one is believed, so a value
 * that was changed elsewhere cannot be seen. One that is not sensitive is read in clear.
 */
export const projectEnvironmentVariable = withTeamInImport(
  plainRow({
    type: "vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable",
    source: "terraform-provider-vercel v5.4.1 resource_project_environment_variable.go, client/environment_variable.go",
    naming: "camel",
    createBy: "POST /v10/projects/{projectId}/env",
    readBy: "GET /v10/projects/{projectId}/env/{id}",
    updateBy: "PATCH /v10/projects/{projectId}/env/{id}",
    removeBy: "DELETE /v8/projects/{projectId}/env/{id}",
    id: "{answer.created.id}",
    importBy: "{projectId}/{id}",
    naturalKey: ["projectId", "key", "targets", "customEnvironmentIds", "gitBranch"],
    settings: {
      projectId: { change: "replace" },
      key: { change: "replace" },
      sensitive: { change: "replace" },
      customEnvironmentIds: { change: "replace", unordered: true, minItems: 1 },
      teamId: teamSetting,
      targets: { unordered: true },
      "targets[]": { values: ["production", "preview", "development"] },
      value: { secret: true },
      valueWo: { secret: true, writeOnly: true },
      gitBranch: { absent: null },
      comment: { absent: "", maxLength: 1000 },
    },
    forms: {
      targets: { wire: "target" },
      teamId: { skip: true },
      valueWo: { skip: true },
      value: {
        skip: true,
        from: (_value, body) => (body["type"] === "sensitive" ? undefined : body["value"]),
      },
      sensitive: { skip: true, from: (_value, body) => body["type"] === "sensitive" },
    },
    complete: (body, inputs, act) => ({
      ...body,
      ...(act === "create" ? {} : { key: undefined }),
      value: valueOf(inputs),
      type: inputs["sensitive"] === false ? "encrypted" : "sensitive",
      comment: inputs["comment"] ?? "",
    }),
    also: (body, state) => (state["valueWo"] === undefined ? body : { ...body, value: undefined }),
    check: problems,
  }),
);

function problems(inputs: Properties): readonly Failure[] {
  const { value, valueWo, targets, customEnvironmentIds, sensitive } = inputs;
  const given = [value, valueWo].filter((each) => each !== undefined);
  return [
    ...(given.length === 1 ? [] : [{ property: "value", reason: "exactly one of value and valueWo is needed" }]),
    ...(targets === undefined && customEnvironmentIds === undefined
      ? [{ property: "targets", reason: "is missing; give targets or customEnvironmentIds" }]
      : []),
    ...(sensitive === true && listOf(targets).some((each: unknown) => each === "development")
      ? [{ property: "sensitive", reason: 'must be false for the target "development"' }]
      : []),
  ];
}
