/**
 * Values as Vercel's API and the provider's validators spell them. The SDK types them all as `string`, and the documentation
 * of the bridged provider camel-cases some (facts/providers.md, fact 1), so the unions here are what the compiler checks.
 * Source: validators of the Terraform provider vercel v5.4.1, which `@pulumiverse/vercel` 5.4.1 wraps.
 */

/** How long clients of an old deployment still reach it: `Project.skewProtection`. */
export type SkewProtectionAge = "30 minutes" | "4 hours" | "12 hours" | "1 day" | "7 days";

/** How long deployments are kept: `ProjectDeploymentRetention.expiration*`. */
export type RetentionPeriod = "1d" | "1w" | "1m" | "2m" | "3m" | "6m" | "1y";

/** Which deployments of a project get a variable: `ProjectEnvironmentVariable.targets`. */
export type VariableTarget = "production" | "preview";

/** What an access group may do in a project: `AccessGroupProject.role`. */
export type ProjectRole = "ADMIN" | "PROJECT_DEVELOPER" | "PROJECT_VIEWER";

/** Which logs a drain carries: `LogDrain.sources`. */
export type LogSource = "static" | "edge" | "external" | "build" | "lambda" | "firewall" | "redirect";

/** What a managed rule set does with a request that it recognises: `FirewallConfig.managedRulesets.*.action`. */
export type ManagedRuleAction = "log" | "challenge" | "deny";

/** How a rolling release goes on: `ProjectRollingRelease.advancementType`. */
export type AdvancementType = "automatic" | "manual-approval";

/** Who issues the OIDC tokens of deployments: `Project.oidcTokenConfig.issuerMode`. */
export type OidcIssuerMode = "team" | "global";
