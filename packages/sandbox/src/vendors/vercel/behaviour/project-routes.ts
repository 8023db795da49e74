import { z } from "zod";
import type { Answer, Call } from "../../../http/message.ts";
import type { Route } from "../../../http/router.ts";
import { amend } from "../../../resource-table/change.ts";
import { locate } from "../../../resource-table/locate.ts";
import type { Data } from "../../../world/entity.ts";
import { linkTo, type Link } from "../git-link.ts";
import { gitRepository } from "../tables/project-fields.ts";
import { project, projectView } from "../tables/project.ts";
import { refused } from "../wire.ts";
import { bodyOf } from "./body.ts";
import { changeBypass } from "./protection-bypass.ts";

const at = "/projects/{idOrName}";
const source = "client/project.go, project_crons.go, project_deployment_retention.go of the provider; [D] facts 2.2";
const write = { scope: "write", statuses: [200], source };

/** Settings of a project that have an address of their own. */
export const projectRoutes: readonly Route[] = [
  { ...write, method: "PATCH", template: `${at}/branch`, run: (call) => changed(call, branch(call)) },
  { ...write, method: "POST", template: `${at}/link`, run: (call) => changed(call, { link: newLink(call) }) },
  { ...write, method: "DELETE", template: `${at}/link`, run: (call) => changed(call, { link: undefined }) },
  { ...write, method: "PATCH", template: `${at}/crons`, run: (call) => changed(call, crons(call)) },
  { ...write, method: "PATCH", template: `${at}/deployment-expiration`, run: retention },
  { ...write, method: "PATCH", template: `${at}/protection-bypass`, run: changeBypass },
];

function changed(call: Call, fields: Data): Answer {
  const next = amend(project, locate(project, call), fields, call);
  return { status: 200, body: projectView(next, call) };
}

function branch(call: Call): Data {
  const { branch: name } = bodyOf(z.strictObject({ branch: z.string().min(1) }), call, "Project");
  const { link } = locate(project, call).data;
  if (!link) throw refused(400, "bad_request", "The project is not linked to a Git repository.");
  return { link: { ...link, productionBranch: name, updatedAt: call.now } };
}

function newLink(call: Call): Link {
  if (locate(project, call).data.link) throw refused(400, "bad_request", "The project is already linked.");
  return linkTo(bodyOf(gitRepository, call, "Project"), call);
}

function crons(call: Call): Data {
  const { enabled } = bodyOf(z.strictObject({ enabled: z.boolean() }), call, "Project");
  const { cronsDisabledAt } = locate(project, call).data;
  return { cronsDisabledAt: enabled ? null : (cronsDisabledAt ?? call.now) };
}

/** Days of each word. Source: client/project_deployment_retention.go of the provider. */
const days = { "1d": 1, "1w": 7, "1m": 30, "2m": 60, "3m": 90, "6m": 180, "1y": 365, unlimited: 36_500 } as const;

const period = z.enum(["1d", "1w", "1m", "2m", "3m", "6m", "1y", "unlimited"]).optional();
const periods = {
  expiration: "expirationDays",
  expirationProduction: "expirationDaysProduction",
  expirationCanceled: "expirationDaysCanceled",
  expirationErrored: "expirationDaysErrored",
} as const;

/** How long deployments are kept: set in words, told back in words here and in days by the project. */
function retention(call: Call): Answer {
  const schema = z.strictObject({
    expiration: period,
    expirationProduction: period,
    expirationCanceled: period,
    expirationErrored: period,
  });
  const given = bodyOf(schema, call, "Project");
  const entity = locate(project, call);
  const names = Object.keys(periods) as (keyof typeof periods)[];
  const set = names.flatMap((name) => {
    const word = given[name];
    return word === undefined ? [] : [[periods[name], days[word]] as const];
  });
  const unset = Object.fromEntries(Object.values(periods).map((name) => [name, days.unlimited] as const));
  const deploymentExpiration = { ...unset, ...entity.data.deploymentExpiration, ...Object.fromEntries(set) };
  amend(project, entity, { deploymentExpiration }, call);
  return { status: 200, body: { deploymentExpiration: inWords(deploymentExpiration) } };
}

function inWords(kept: Readonly<Record<string, number>>): Data {
  const word = (field: string): string | undefined =>
    Object.entries(days).find(([, count]) => count === kept[field])?.[0];
  return Object.fromEntries(Object.entries(periods).map(([name, field]) => [name, word(field)]));
}
