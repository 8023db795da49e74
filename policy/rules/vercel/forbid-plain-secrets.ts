import { looksSecret, secretShape } from "@launchgate/core";
import { defineRule } from "../../define-rule.ts";

/** No credential stands in plain text (S2). */
export const forbidPlainSecrets = defineRule({
  id: "vercel-variable-forbid-secrets",
  title: "A variable that is not sensitive holds no credential",
  cause: "The value of a variable with sensitive off looks like a credential.",
  why: "The key is in the state, in the dashboard and in each build log that prints its environment.",
  fix: "Declare it as a secret in services.<id>.vercel.environment, and rotate the value.",
  requirements: ["S2"],
  severity: "critical",
  types: ["vercel:index/projectEnvironmentVariable:ProjectEnvironmentVariable"],
  tags: ["secrets"],
  link: "https://vercel.com/docs/environment-variables/sensitive-environment-variables",
  scope: "resource",
  check: (variable) => {
    if (variable.flag("sensitive") === true) return [];
    const key = variable.text("key") ?? variable.name;
    const value = variable.text("value") ?? "";
    const shape =
      secretShape(value) ??
      (looksSecret(key, value) && value !== "[secret]" ? "what looks like a credential" : undefined);
    return shape === undefined ? [] : [`variable "${key}" holds ${shape} in plain text`];
  },
});
