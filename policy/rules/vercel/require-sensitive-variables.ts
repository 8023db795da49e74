import { defineRule, when } from "../../define-rule.ts";

/** A secret cannot be read back (S2). */
export const requireSensitiveVariables = defineRule({
  id: "vercel-variable-require-sensitive",
  title: "Variables that hold secrets are sensitive",
  cause: "A variable that the plan names as secret has sensitive off, in another target than development.",
  why: "Everybody with access to the project reads the database password in the dashboard.",
  fix: "Declare the value as a secret in services.<id>.vercel.environment; the component marks it.",
  requirements: ["S2"],
  severity: "critical",
  types: ["vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable"],
  tags: ["secrets"],
  link: "https://vercel.com/docs/environment-variables/sensitive-environment-variables",
  scope: "plan",
  check: (variable, { plan }) => {
    const key = variable.text("key") ?? variable.name;
    const isSecret = Object.values(plan.serviceFacts).some(({ secretVariables }) => secretVariables.includes(key));
    // Vercel takes no sensitive variable for development; a stage's name is none.
    const harmless = key === "STAGE" || variable.texts("targets").includes("development");
    return when(isSecret && !harmless && variable.flag("sensitive") !== true, `variable "${key}" can be read back`);
  },
});
