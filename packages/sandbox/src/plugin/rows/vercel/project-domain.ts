import { plainRow } from "../../plain-row.ts";
import { teamSetting, withTeamInImport } from "./places.ts";

/** A domain that leads to a project. Taking a branch, an environment or a redirect away clears it. */
export const projectDomain = withTeamInImport(
  plainRow({
    type: "vercel:index/projectDomain:ProjectDomain",
    source: "terraform-provider-vercel v5.4.1 resource_project_domain.go; vercel.json /v10/projects/{idOrName}/domains",
    naming: "camel",
    createBy: "POST /v10/projects/{projectId}/domains",
    readBy: "GET /v9/projects/{projectId}/domains/{domain}",
    updateBy: "PATCH /v9/projects/{projectId}/domains/{domain}",
    removeBy: "DELETE /v9/projects/{projectId}/domains/{domain}",
    id: "{domain}",
    importBy: "{projectId}/{domain}",
    naturalKey: ["domain"],
    settings: {
      projectId: { change: "replace" },
      domain: { change: "replace" },
      teamId: teamSetting,
      gitBranch: { absent: null },
      customEnvironmentId: { absent: null },
      redirect: { absent: null },
      redirectStatusCode: { values: [301, 302, 307, 308] },
      waitForReady: { writeOnly: true, change: "state" },
    },
    forms: { domain: { skip: true }, teamId: { skip: true }, waitForReady: { skip: true } },
    complete: (body, { domain }, act) =>
      act === "create"
        ? { name: domain, ...body }
        : { gitBranch: null, customEnvironmentId: null, redirect: null, redirectStatusCode: null, ...body },
    check: ({ gitBranch, customEnvironmentId }) =>
      gitBranch === undefined || customEnvironmentId === undefined
        ? []
        : [{ property: "gitBranch", reason: "conflicts with customEnvironmentId; give one of them" }],
  }),
);
