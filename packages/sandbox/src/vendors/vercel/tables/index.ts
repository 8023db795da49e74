import type { Resource } from "../../../resource-table/resource.ts";
import { accessGroup, accessGroupProject } from "./access-group.ts";
import { customEnvironment } from "./custom-environment.ts";
import { deployment } from "./deployment.ts";
import { drain } from "./drain.ts";
import { edgeConfigToken } from "./edge-config-token.ts";
import { edgeConfig } from "./edge-config.ts";
import { environmentVariable } from "./environment-variable.ts";
import { firewallBypass } from "./firewall-bypass.ts";
import { projectDomain } from "./project-domain.ts";
import { projectMember } from "./project-member.ts";
import { project } from "./project.ts";
import { webhook } from "./webhook.ts";

/** Every kind of thing that Vercel keeps here. */
export const resources: readonly Resource[] = [
  project,
  environmentVariable,
  projectDomain,
  projectMember,
  customEnvironment,
  deployment,
  firewallBypass,
  edgeConfig,
  edgeConfigToken,
  drain,
  accessGroup,
  accessGroupProject,
  webhook,
];
