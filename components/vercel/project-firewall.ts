import type { Vendors } from "@launchgate/core";
import type * as pulumi from "@pulumi/pulumi";
import * as vercel from "@pulumiverse/vercel";
import { Component } from "../component.ts";
import type { ManagedRuleAction } from "./wire.ts";

/** Arguments of {@link ProjectFirewall}. */
export interface ProjectFirewallArgs {
  /** Project that is guarded. */
  readonly projectId: pulumi.Input<string>;
  /** Requests of one address in a minute above which it is turned away with status 429, 1 to 100,000. */
  readonly requestsPerMinute: number;
  /** The OWASP core rule set needs the enterprise plan (Vercel docs: WAF managed rulesets). */
  readonly vendors: Vendors;
  /** Line that says whose the rules are, at most 260 characters. */
  readonly note: string;
}

interface ManagedRule {
  readonly active: true;
  readonly action: ManagedRuleAction;
}

const denied: ManagedRule = { active: true, action: "deny" };
const logged: ManagedRule = { active: true, action: "log" };

/**
 * The firewall baseline of a project (S1): a rate limit an address, and the managed rule sets of the plan. Bots are logged
 * and not challenged: synthetic tests and API clients are programs too, and a challenge would fail every smoke test (P4).
 */
export class ProjectFirewall extends Component {
  constructor(name: string, args: ProjectFirewallArgs, options?: pulumi.ComponentResourceOptions) {
    super("launchgate:vercel:ProjectFirewall", name, { requestsPerMinute: args.requestsPerMinute }, options);
    new vercel.FirewallConfig(
      this.child("config"),
      {
        projectId: args.projectId,
        enabled: true,
        rules: { rules: [rateLimit(args.requestsPerMinute, args.note)] },
        managedRulesets: managedRulesets(args.vendors),
      },
      this.under(),
    );
    this.registerOutputs({});
  }
}

type FirewallRule =
  pulumi.Unwrap<NonNullable<vercel.FirewallConfigArgs["rules"]>> extends { rules?: (infer R)[] } ? R : never;

function rateLimit(limit: number, note: string): FirewallRule {
  return {
    name: "limit-requests-per-address",
    description: note,
    active: true,
    conditionGroups: [{ conditions: [{ type: "path", op: "pre", value: "/" }] }],
    action: {
      action: "rate_limit",
      rateLimit: { algo: "fixed_window", window: 60, limit, keys: ["ip"], action: "rate_limit" },
    },
  };
}

/** Injection is refused; scanners and malformed requests are logged, because those rules also hit honest clients. */
function managedRulesets(vendors: Vendors): NonNullable<vercel.FirewallConfigArgs["managedRulesets"]> {
  const bots = { botProtection: logged, aiBots: logged };
  if (vendors.vercel.plan !== "enterprise") return bots;
  const injection = { sqli: denied, xss: denied, rce: denied, lfi: denied, rfi: denied, sf: denied };
  return { ...bots, owasp: { ...injection, php: denied, java: denied, sd: logged, ma: logged, gen: logged } };
}
