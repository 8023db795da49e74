import { productionAndStaging } from "../../define-rule.ts";
import { defineServiceRule } from "./define-service-rule.ts";

/** Writes can be stopped within seconds (B9, B3). */
export const requireKillSwitches = defineServiceRule({
  id: "across-service-require-kill-switches",
  title: "Each service has its kill switches, one of which freezes writes, and the engine leaves their values alone",
  cause:
    "A switch of the model has no Edge Config item, none of them freezes writes, or an update would reset its value.",
  why: "In the incident the switch is not there, or the next update flips it back while data are being restored.",
  fix: "Declare the switches in services.<id>.vercel.killSwitches; the component ignores changes of their values.",
  requirements: ["B9", "B3"],
  severity: "critical",
  levels: productionAndStaging,
  tags: ["rollback"],
  link: "https://vercel.com/docs/edge-config",
  vendor: "vercel",
  needs: ["vercel:index/edgeConfigItem:EdgeConfigItem"],
  lacks: ({ id, facts }, found) => {
    const missing = Object.keys(facts.killSwitches).filter((key) => !found.some((each) => each.text("key") === key));
    const freezes = Object.values(facts.killSwitches).some(({ kind }) => kind === "write-freeze");
    const reset = found.filter(({ resource }) => !resource.ignoreChanges.some((each) => each.startsWith("value")));
    return [
      ...missing.map((key) => `switch "${key}" of service "${id}" is not there`),
      ...(freezes ? [] : [`no switch of service "${id}" freezes writes`]),
      ...reset.map((each) => `an update resets switch "${each.text("key") ?? each.name}" of service "${id}"`),
    ];
  },
});
