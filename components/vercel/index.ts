/** Components for Vercel; programs use {@link VercelTeamAccess} and {@link ServiceProject}. */
export * from "./deployment-project.ts";
export * from "./kill-switches.ts";
export * from "./log-forwarding.ts";
export * from "./project-access.ts";
export * from "./project-firewall.ts";
export * from "./rollout-ramp.ts";
export * from "./runtime-variables.ts";
export * from "./service-address.ts";
export * from "./service-project-args.ts";
export * from "./service-project.ts";
export * from "./smoke-access.ts";
export * from "./team-access.ts";
export * from "./wire.ts";
