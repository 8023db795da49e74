import { defineRule, when, productionOnly } from "../../define-rule.ts";

/** One address cannot take the service down (S1). */
export const requireRateLimit = defineRule({
  id: "vercel-firewall-require-limit",
  title: "The firewall of production is on and limits requests",
  cause: "The firewall is off, or no active rule limits the rate.",
  why: "A single script fills the database's connections, and everybody else sees errors.",
  fix: "Keep components/vercel/project-firewall.ts; the number stands in stages.<stage>.firewallRequestsPerMinute.",
  requirements: ["S1"],
  severity: "medium",
  levels: { ...productionOnly, foreign: "advisory" },
  types: ["vercel:index/firewallConfig:FirewallConfig"],
  tags: ["firewall"],
  link: "https://vercel.com/docs/vercel-firewall/vercel-waf/rate-limiting",
  features: ["firewall-rate-limit"],
  scope: "resource",
  check: (firewall) => {
    if (firewall.flag("enabled") === false) return ["the firewall is off"];
    const limits = firewall
      .items("rules.rules")
      .some((each) => each.flag("active") !== false && each.text("action.action") === "rate_limit");
    return when(!limits, "no rule of the firewall limits requests");
  },
});
