import type { Place } from "../review/review.ts";
import type { ModelSource } from "./model-source.ts";

/**
 * Where in the model one mends a breach, by the beginning of the rule's id; the longest that fits goes first. `{stage}`, `{service}` and the
 * like stand for the id that the resource's name holds.
 */
const rows: Readonly<Record<string, readonly string[]>> = {
  "release-rules": ["release.waivers.{waiver}", "release.waivers"],
  "github-environment": ["stages.{stage}.approval"],
  "github-environment-forbid-self-review": ["stages.{stage}.approval.preventSelfReview"],
  "github-environment-forbid-admin-bypass": ["stages.{stage}.approval.adminsBypass"],
  "github-environment-require-wait": ["stages.{stage}.approval.wait"],
  "github-environment-require-branch-policy": ["stages.{stage}.branchPolicy"],
  "github-environment-forbid-any-branch": ["stages.{stage}.branchPolicy"],
  "github-variable": ["services.{service}.vercel.environment"],
  "github-organization": ["organization"],
  github: ["services.{service}.repository", "organization.rulesRepository"],
  "neon-project-require-history": ["stages.{stage}.database.restoreWindow"],
  "neon-project-limit-exposure": ["stages.{stage}.database.restrictAddresses"],
  "neon-branch-require-protection": ["stages.{stage}.database.protected"],
  "neon-branch-require-expiry": ["stages.{stage}.database.previewBranches"],
  "neon-compute-limit-size": ["stages.{stage}.database.maxComputeUnits"],
  "neon-compute": ["stages.{stage}.database.suspendAfter"],
  "neon-snapshot": ["stages.{stage}.database.snapshots"],
  neon: ["stages.{stage}.database"],
  "vercel-firewall": ["stages.{stage}.firewallRequestsPerMinute"],
  "vercel-rolling": ["stages.{stage}.traffic"],
  "vercel-project-require-protection": ["stages.{stage}.deploymentProtection"],
  "vercel-variable": ["services.{service}.vercel.environment"],
  vercel: ["services.{service}.vercel"],
  "pagerduty-person": ["organization.people.{person}"],
  "pagerduty-schedule": ["onCall.rotations.{rotation}"],
  "pagerduty-escalation": ["onCall.escalations.{escalation}"],
  pagerduty: ["services.{service}.pagerDuty", "onCall"],
  "datadog-objective": ["services.{service}.slos"],
  "datadog-synthetics": ["stages.{stage}.syntheticLocations"],
  "datadog-index": ["organization.complianceClasses"],
  datadog: ["services.{service}"],
  "plan-budget": ["stages.{stage}.budget"],
  "plan-checklist": ["release.checklist"],
  "plan-decision": ["release.decisionOwners"],
  "plan-freeze": ["release.freeze"],
  "plan-gap": ["vendors"],
  "plan-handoff": ["release.handOffs"],
  "plan-paging": ["stages.{stage}.paging"],
  "plan-ramp": ["release.ramp"],
  "plan-retention": ["organization.complianceClasses"],
  "plan-risk": ["release.risks"],
  "plan-rollback": ["release.rollback"],
  "plan-scope": ["release.scope"],
  "plan-secret": ["organization.credentials"],
  "plan-signoff": ["release.types"],
  "plan-stack": ["stacks.{stack}"],
  "plan-stage": ["stages.{stage}"],
  "plan-watch": ["release.watch"],
  plan: ["release"],
  "across-budget": ["stages.{stage}.budget"],
  "across-service-match-ramp": ["release.ramp"],
  "across-service-require-gate": ["stages.{stage}.approval"],
  "across-service-require-objectives": ["services.{service}.slos"],
  "across-service-require-smoke": ["services.{service}.smoke"],
  across: ["services.{service}"],
};

/** Where the ids of each placeholder stand. */
const holders: Readonly<Record<string, readonly string[]>> = {
  stage: ["stages"],
  service: ["services"],
  person: ["organization", "people"],
  rotation: ["onCall", "rotations"],
  escalation: ["onCall", "escalations"],
};

/** Tells the line in stacks/ at which a finding is mended; null where none is known. One for a whole review: it keeps what it found. */
export function findingPlaces(source: ModelSource): (stack: string, rule: string, resource: string) => Place | null {
  const known = new Map<string, Place | null>();
  return (stack, rule, resource) => {
    const key = JSON.stringify([stack, rule, resource]);
    const place = known.get(key) ?? placeOf(source, stack, rule, resource);
    known.set(key, place);
    return place;
  };
}

function placeOf(source: ModelSource, stack: string, rule: string, resource: string): Place | null {
  const prefix = Object.keys(rows)
    .filter((each) => rule === each || rule.startsWith(`${each}-`))
    .toSorted((a, b) => b.length - a.length)[0];
  const templates = [...(rows[prefix ?? ""] ?? []), "stages.{stage}", "stacks.{stack}"];
  for (const template of templates) {
    const path = filled(template, { source, stack, resource });
    const found = path && source.locate(path);
    if (path && found && found.depth >= Math.min(2, path.length)) return { path: found.path, line: found.line };
  }
  return null;
}

interface Asked {
  readonly source: ModelSource;
  readonly stack: string;
  readonly resource: string;
}

/** The key path of a template; undefined where the resource names none of the ids. */
function filled(template: string, asked: Asked): readonly string[] | undefined {
  const parts = template.split(".").map((part) => (part.startsWith("{") ? idFor(part.slice(1, -1), asked) : part));
  return parts.every((part) => part !== undefined) ? parts : undefined;
}

function idFor(placeholder: string, { source, stack, resource }: Asked): string | undefined {
  if (placeholder === "stack") return stack;
  if (placeholder === "waiver") return resource;
  const ids = source.keysOf(holders[placeholder] ?? []);
  if (placeholder === "stage" && ids.includes(stack)) return stack;
  const fitting = ids.filter((id) => `-${resource}-`.includes(`-${id}-`));
  return fitting.toSorted((a, b) => b.length - a.length)[0];
}
