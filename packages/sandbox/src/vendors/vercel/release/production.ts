import {
  changeDeployment,
  changeProject,
  tellHappening,
  type Deployment,
  type Moment,
  type Project,
} from "./moment.ts";

/** Lets a deployment serve production: addresses and cron jobs follow it. */
export function serveProduction(moment: Moment, project: Project, deployment: Deployment): Project {
  const { id, artefact, promotedAt } = deployment.data;
  changeDeployment(moment, deployment, { promotedAt: promotedAt ?? moment.now });
  const text = `${project.data.name} serves ${artefact.application} ${artefact.version}.`;
  const data = { project: project.data.name, deployment: id, version: artefact.version };
  tellHappening(moment, "production.moved", text, data);
  return changeProject(moment, project, { production: id, productionSince: moment.now });
}
