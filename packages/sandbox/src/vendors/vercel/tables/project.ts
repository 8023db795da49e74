import type { Call } from "../../../http/message.ts";
import { resource } from "../../../resource-table/resource.ts";
import type { Data, Entity } from "../../../world/entity.ts";
import { omit } from "../../../world/entity.ts";
import { linkTo, linkView, type Link } from "../git-link.ts";
import { cronsOf, deploymentsOf } from "../release/project-view.ts";
import { vercelTeamId } from "../team-id.ts";
import { newId, refused } from "../wire.ts";
import { newProject, projectChange } from "./project-fields.ts";

/** A secret that lets automation pass deployment protection, by its secret in the project's map. */
export interface Bypass {
  readonly scope: "automation-bypass";
  readonly isEnvVar: boolean;
  readonly note?: string;
  readonly createdAt: number;
  readonly createdBy: string;
}

/** A project as kept. */
export interface ProjectData extends Data {
  readonly id: string;
  readonly name: string;
  readonly gitRepository?: { readonly type: Link["type"]; readonly repo: string };
  readonly link?: Link;
  readonly resourceConfig: Readonly<Record<string, unknown>>;
  readonly oidcTokenConfig?: Readonly<Record<string, unknown>>;
  readonly gitProviderOptions?: Readonly<Record<string, unknown>>;
  readonly passwordProtection?: { readonly deploymentType: string; readonly password?: string } | null;
  readonly protectionBypass?: Readonly<Record<string, Bypass>>;
  /** When cron jobs were turned off; `null`: they run. */
  readonly cronsDisabledAt: number | null;
  readonly deploymentExpiration?: Readonly<Record<string, number>>;
  /** How traffic ramps up; `null`: at once. */
  readonly rollingRelease?: unknown;
  /** Id of the deployment that serves production, and since when. */
  readonly production?: string;
  readonly productionSince?: number;
  /** The last promotion or rollback. */
  readonly lastAliasRequest?: AliasRequest;
  /** There after a rollback, until the next promotion: new builds get no production traffic of themselves. */
  readonly rollback?: { readonly to: string; readonly at: number; readonly by: string; readonly description: string };
}

/** An act that moved production. */
export interface AliasRequest {
  readonly type: "promote" | "rollback";
  readonly fromDeploymentId: string;
  readonly toDeploymentId: string;
  readonly fromRollingReleaseId?: string;
  readonly requestedAt: number;
  readonly jobStatus: "succeeded";
}

const at = "/projects/{idOrName}";

/** A project: one service in one stage (P1). Defaults of a new one are those of Vercel's dashboard [unverified]. */
export const project = resource<ProjectData>({
  vendor: "vercel",
  name: "project",
  title: "Project",
  source: "vercel.json /v9/projects; client/project.go of the provider; facts/endpoints.md 2.2",
  identity: { idOrName: "id|name", projectId: "id|name" },
  operations: {
    create: "POST /projects -> 200",
    list: "GET /projects -> 200",
    read: `GET ${at} -> 200`,
    update: `PATCH ${at} -> 200`,
    remove: `DELETE ${at} -> 204`,
  },
  scopes: { read: "read", write: "write" },
  input: newProject,
  update: projectChange,
  wrap: { many: "projects" },
  check(data, { world }, before) {
    const others = world.store.all<ProjectData>("vercel.project").filter(({ key }) => key !== before?.key);
    if (others.some((other) => other.data.name === data.name))
      throw refused(409, "conflict", `Project "${data.name}" already exists, please use a new name.`);
    return [];
  },
  list: {
    filters: {
      search: ({ data }, value) => data.name.includes(value),
      repo: ({ data }, value) => data.link !== undefined && `${data.link.org}/${data.link.repo}` === value,
    },
  },
  defaults: () => ({
    autoExposeSystemEnvs: true,
    autoAssignCustomDomains: true,
    customerSupportCodeVisibility: false,
    directoryListing: false,
    gitForkProtection: true,
    gitLFS: false,
    nodeVersion: "24.x",
    productionDeploymentsFastLane: true,
    previewDeploymentsDisabled: false,
    protectedSourcemaps: false,
    serverlessFunctionZeroConfigFailover: false,
    skewProtectionMaxAge: 0,
    cronsDisabledAt: null,
    ssoProtection: { deploymentType: "all_except_custom_domains" },
    gitComments: { onCommit: false, onPullRequest: true },
    resourceConfig: {},
  }),
  normalise: (data, call, before) => merged(data, call, before),
  computed: (data, call) => ({
    id: newId(call.world, "prj"),
    ...(data.gitRepository ? { link: linkTo(data.gitRepository, call) } : {}),
  }),
  view: projectView,
});

/** Groups of settings are merged field by field; the password stays unless a new one is given. */
function merged(data: ProjectData, _call: Call, before: Entity<ProjectData> | undefined): ProjectData {
  const old = before?.data;
  const password = data.passwordProtection?.password ?? old?.passwordProtection?.password;
  return {
    // Variables become things of their own.
    ...(omit(data, "environmentVariables") as ProjectData),
    resourceConfig: { ...defaultResources, ...old?.resourceConfig, ...data.resourceConfig },
    oidcTokenConfig: { enabled: true, issuerMode: "team", ...old?.oidcTokenConfig, ...data.oidcTokenConfig },
    gitProviderOptions: { createDeployments: "enabled", ...old?.gitProviderOptions, ...data.gitProviderOptions },
    ...(data.passwordProtection && password !== undefined
      ? { passwordProtection: { ...data.passwordProtection, password } }
      : {}),
  };
}

const defaultResources = {
  functionDefaultRegions: ["iad1"],
  functionDefaultTimeout: 300,
  functionDefaultMemoryType: "standard",
  fluid: true,
  elasticConcurrencyEnabled: false,
};

/** What answers show of a project: never the password. */
export function projectView(entity: Entity<ProjectData>, { world }: Call): Data {
  const { data, created, updated } = entity;
  const { passwordProtection, cronsDisabledAt, link } = data;
  const shown = passwordProtection ? { deploymentType: passwordProtection.deploymentType } : null;
  return {
    accountId: vercelTeamId(world.seed),
    alias: [],
    deploymentExpiration: unlimited,
    ...nothing,
    ...omit(data, ...inner),
    ...(link ? { link: linkView(link) } : {}),
    passwordProtection: shown,
    crons: {
      enabledAt: created,
      disabledAt: cronsDisabledAt,
      updatedAt: updated,
      ...cronsOf(entity, world),
    },
    defaultResourceConfig: defaultResources,
    createdAt: created,
    updatedAt: updated,
    ...deploymentsOf(entity, world),
  };
}

/** Fields that answers do not show, or show in another form. */
const inner = [
  "gitRepository",
  "cronsDisabledAt",
  "rollingRelease",
  "firewall",
  "production",
  "productionSince",
  "rollback",
];

/** Deployments are kept for ever until somebody says otherwise: project_deployment_retention.go of the provider. */
const unlimited = {
  expirationDays: 36_500,
  expirationDaysProduction: 36_500,
  expirationDaysCanceled: 36_500,
  expirationDaysErrored: 36_500,
};

/** Settings that were never set are told as `null`. */
const nothing = {
  buildCommand: null,
  commandForIgnoringBuildStep: null,
  devCommand: null,
  installCommand: null,
  outputDirectory: null,
  rootDirectory: null,
  framework: null,
  previewDeploymentSuffix: null,
  publicSource: null,
  serverlessFunctionRegion: null,
  enablePreviewFeedback: null,
  enableProductionFeedback: null,
  trustedIps: null,
  optionsAllowlist: null,
};
