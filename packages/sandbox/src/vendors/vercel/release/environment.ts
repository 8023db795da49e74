import type { VariableData } from "../tables/environment-variable.ts";
import type { DeploymentData } from "../tables/deployment.ts";
import type { Moment, Project } from "./moment.ts";

/** What a build knows of itself. */
type Built = Pick<DeploymentData, "id" | "url" | "target" | "gitSource">;

/** Variables that a build gets: those of its target as they are now, and Vercel's own. Source: Vercel docs, "System environment variables". */
export function environmentOf(
  { world }: Pick<Moment, "world">,
  project: Project,
  built: Built,
): Record<string, string> {
  const target = built.target === null ? "preview" : "production";
  const variables = world.store
    .children<VariableData>("vercel.environment-variable", project.key)
    .filter(
      ({ data }) =>
        data.target.includes(target) && (data.gitBranch ?? built.gitSource?.["ref"]) === built.gitSource?.["ref"],
    );
  const own = Object.fromEntries(variables.map(({ data }) => [data.key, data.value]));
  return { ...own, ...bypassOf(project), ...systemVariables(project, built, target) };
}

function systemVariables({ data }: Project, built: Built, target: string): Record<string, string> {
  if (data["autoExposeSystemEnvs"] === false) return { VERCEL: "1" };
  const { gitSource } = built;
  const told = { VERCEL_GIT_COMMIT_SHA: gitSource?.["sha"], VERCEL_GIT_COMMIT_REF: gitSource?.["ref"] };
  return {
    VERCEL: "1",
    VERCEL_ENV: target,
    VERCEL_TARGET_ENV: target,
    VERCEL_URL: built.url,
    VERCEL_DEPLOYMENT_ID: built.id,
    VERCEL_PROJECT_ID: data.id,
    VERCEL_PROJECT_PRODUCTION_URL: `${data.name}.vercel.app`,
    ...(Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)) as Record<string, string>),
  };
}

function bypassOf({ data }: Project): Record<string, string> {
  const secret = Object.entries(data.protectionBypass ?? {}).find(([, { isEnvVar }]) => isEnvVar)?.[0];
  return secret === undefined ? {} : { VERCEL_AUTOMATION_BYPASS_SECRET: secret };
}
