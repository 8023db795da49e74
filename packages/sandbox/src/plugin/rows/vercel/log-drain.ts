import type { Properties } from "@launchgate/provider-kit";
import { plainRow } from "../../plain-row.ts";
import { listOf, objectOf, teamForm, teamSetting, withTeamInImport } from "./places.ts";

const sources = ["static", "edge", "external", "build", "lambda", "firewall", "redirect"];

/** Where the logs of some projects go. There is no change: another drain is made. */
export const logDrain = withTeamInImport(
  plainRow({
    type: "vercel:index/logDrain:LogDrain",
    source: "terraform-provider-vercel v5.4.1 resource_log_drain.go, client/log_drain.go (/v1/drains)",
    naming: "camel",
    createBy: "POST /v1/drains",
    readBy: "GET /v1/drains/{id}",
    removeBy: "DELETE /v1/drains/{id}",
    id: "{answer.id}",
    autoName: true,
    settings: {
      teamId: teamSetting,
      deliveryFormat: { values: ["json", "ndjson"] },
      environments: { unordered: true, minItems: 1 },
      "environments[]": { values: ["production", "preview"] },
      sources: { unordered: true, minItems: 1 },
      "sources[]": { values: sources },
      projectIds: { unordered: true, absent: [] },
      headers: { secret: true, absent: {} },
      samplingRate: { min: 0, max: 1, absent: null },
      secret: { secret: true, minLength: 32 },
    },
    forms: {
      teamId: teamForm("ownerId"),
      deliveryFormat: { wire: "delivery.encoding" },
      endpoint: { wire: "delivery.endpoint" },
      headers: { wire: "delivery.headers" },
      secret: { wire: "delivery.secret" },
      sources: { wire: "filter.filter.log.sources" },
      environments: { wire: "filter.filter.deployment.environments" },
      samplingRate: {
        wire: "sampling",
        to: (rate) => [{ type: "head_sampling", rate }],
        from: (sampling) => listOf(sampling)[0]?.["rate"] ?? null,
      },
    },
    complete: (body, { projectIds }) => {
      const filter = objectOf(body["filter"]);
      return {
        ...body,
        projects: listOf(projectIds).length > 0 ? "some" : "all",
        filter: { version: "v2", filter: { type: "basic", ...objectOf(filter["filter"]) } },
        schemas: { log: { version: "v1" } },
        delivery: { type: "http", headers: {}, ...objectOf(body["delivery"]) },
        source: { kind: "self-served" },
      };
    },
    also: (body): Properties => ({ ...body, filter: body["filterV2"] }),
    check: ({ headers }) =>
      Object.keys(objectOf(headers)).length > 5 ? [{ property: "headers", reason: "has more than 5 members" }] : [],
  }),
);
