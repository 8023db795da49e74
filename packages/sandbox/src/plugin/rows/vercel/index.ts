import type { PluginRow } from "../../row.ts";
import { edgeConfig, edgeConfigItem, edgeConfigToken } from "./edge-config.ts";
import { firewallConfig } from "./firewall-config.ts";
import { logDrain } from "./log-drain.ts";
import { projectDomain } from "./project-domain.ts";
import { projectEnvironmentVariable } from "./project-environment-variable.ts";
import { projectProtectionBypass } from "./project-protection-bypass.ts";
import { projectRollingRelease } from "./project-rolling-release.ts";
import { projectCrons, projectDeploymentRetention } from "./project-settings.ts";
import { project } from "./project.ts";

/** Types of the vercel provider. */
export const vercelRows: readonly PluginRow[] = [
  edgeConfig,
  edgeConfigItem,
  edgeConfigToken,
  firewallConfig,
  logDrain,
  project,
  projectCrons,
  projectDeploymentRetention,
  projectDomain,
  projectEnvironmentVariable,
  projectProtectionBypass,
  projectRollingRelease,
];
