import type { Finding } from "@launchgate/core";
import type {
  Policy,
  PolicyConfigSchema,
  ReportViolation,
  ResourceValidationPolicy,
  StackValidationPolicy,
} from "@pulumi/policy";
import { z } from "zod";
import type { Rule } from "../define-rule.ts";
import { settingsSchema } from "../kernel/settings.ts";
import { rules } from "../rules/index.ts";
import { findingText } from "./finding-text.ts";
import { Outbox } from "./outbox.ts";
import { Session } from "./session.ts";

/** What the pack is made with, besides what its configuration says. */
export interface SdkPolicyArgs {
  /** `always` for programs of Launchgate, `auto` for all others. */
  readonly plan: "auto" | "always";
  /** Clock. Default the machine's. */
  readonly now?: () => Date;
  /** Default: what the engine says of the run. */
  readonly phase?: "preview" | "update";
}

/** Name of the policy under which settings stand and under which everything but violations is told. */
export const JUDGE_POLICY = "release-rules";

/** A policy that both looks at each resource and at the stack. */
type BothPolicy = ResourceValidationPolicy & StackValidationPolicy;

/**
 * The rules as policies of the SDK: the first judges, each of the others reports the violations of one rule, so that names, levels and
 * severities are the rule's own and a policy configuration can change its level. The SDK decodes all properties anew for each policy that it
 * runs; policies with nothing to report are made to not apply, so that the pack costs as much as one rule.
 */
export function sdkPolicies({ plan, now = () => new Date(), phase = phaseOfRun() }: SdkPolicyArgs): Policy[] {
  const outbox = new Outbox();
  let configured: Readonly<Record<string, unknown>> = {};
  const session = new Session({ rules, now, phase, settings: () => ({ plan, ...configured }) });
  const judging: BothPolicy = {
    name: JUDGE_POLICY,
    description: "Release rules: advice, what cannot be judged yet, and waivers.",
    enforcementLevel: "advisory",
    configSchema: configSchema(),
    validateResource: (args) => {
      configured = args.getConfig<Record<string, unknown>>();
      outbox.put(args.urn, session.resource(args));
    },
    validateStack: (args, report) => {
      configured = args.getConfig<Record<string, unknown>>();
      const found = session.stack(args.resources);
      outbox.put(
        undefined,
        found.filter(({ kind }) => isBlocking(kind)),
      );
      for (const each of found.filter(({ kind }) => !isBlocking(kind)))
        report(`${each.rule}: ${findingText(each)}`, each.urn);
    },
  };
  return [judging, ...rules.map((rule) => reporting(rule, outbox)), refusals(outbox)];
}

function isBlocking(kind: Finding["kind"]): boolean {
  return kind === "violation" || kind === "waiver-refused";
}

/** The policy of one rule: reports what the judge has found. */
function reporting(rule: Rule, outbox: Outbox): BothPolicy {
  const { id, title, severity, tags, fix, link } = rule;
  return {
    name: id,
    displayName: title,
    description: title,
    enforcementLevel: "mandatory",
    severity,
    tags: [...tags, ...rule.requirements],
    remediationSteps: fix,
    url: link,
    ...delivery(id, outbox),
  };
}

/** Waivers that are refused block by themselves, under the name that their findings carry. */
function refusals(outbox: Outbox): BothPolicy {
  return {
    name: `${JUDGE_POLICY}-waivers`,
    description: "A waiver is exact, short and for a rule that exists.",
    enforcementLevel: "mandatory",
    severity: "high",
    ...delivery(JUDGE_POLICY, outbox),
  };
}

function delivery(rule: string, outbox: Outbox): Pick<BothPolicy, "validateResource" | "validateStack"> {
  const send = (place: string | undefined, report: ReportViolation): void => {
    for (const each of outbox.take(rule, place)) report(findingText(each), each.urn);
  };
  return {
    validateResource: outbox.onlyWithPost(rule, (args: { urn: string }, report: ReportViolation) =>
      send(args.urn, report),
    ),
    validateStack: outbox.onlyWithPost(rule, (_args: unknown, report: ReportViolation) => send(undefined, report)),
  };
}

/** The pack's settings as the SDK wants them described. */
function configSchema(): PolicyConfigSchema {
  const { properties } = z.toJSONSchema(settingsSchema, { io: "input" });
  return { properties: properties as PolicyConfigSchema["properties"] };
}

/** The engine tells its plugins by an environment variable whether the run is a preview; not told counts as an update. */
function phaseOfRun(): "preview" | "update" {
  return process.env["PULUMI_DRY_RUN"] === "true" ? "preview" : "update";
}
