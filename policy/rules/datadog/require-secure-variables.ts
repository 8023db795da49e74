import { defineRule, when } from "../../define-rule.ts";

/** A test's key is a secret too (S2). */
export const requireSecureVariables = defineRule({
  id: "datadog-variable-require-secure",
  title: "Variables of synthetic tests that hold keys are secure",
  cause: "A global variable whose name speaks of a key, token, secret or bypass has secure off.",
  why: "Everybody who may read the test reads the key that opens production's protection.",
  fix: "Set secure to true, and rotate the value that could be read.",
  requirements: ["S2"],
  severity: "high",
  types: ["datadog:index/syntheticsGlobalVariable:SyntheticsGlobalVariable"],
  tags: ["secrets", "smoke"],
  link: "https://docs.datadoghq.com/synthetics/settings/#global-variables",
  scope: "resource",
  check: (variable) => {
    const name = variable.text("name") ?? variable.name;
    const speaks = /TOKEN|SECRET|PASSWORD|KEY|BYPASS/i.test(name);
    return when(speaks && variable.flag("secure") !== true, `variable "${name}" can be read by everybody`);
  },
});
