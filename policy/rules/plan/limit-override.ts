import { hours } from "@launchgate/core";
import { definePlanRule } from "./define-plan-rule.ts";

/** The emergency door takes two people, and closes by itself (L2). */
export const limitOverride = definePlanRule({
  id: "plan-override-limit-scope",
  title: "An emergency override needs two people and ends within a day",
  cause:
    "release.freeze.override asks for fewer than two people, has too few who could agree, or lasts longer than 24 hours.",
  why: "An override that one person opens and nobody closes is the normal way out after a month.",
  fix: "Set approvals to 2 or more, roles that enough people hold, and expiresAfter to hours.",
  requirements: ["L2"],
  severity: "high",
  tags: ["freeze"],
  check: ({ freeze: { override }, roles }) => {
    const able = new Set(
      override.roles.flatMap((role) => [...(roles[role]?.holders ?? []), ...(roles[role]?.deputies ?? [])]),
    );
    return [
      ...(override.approvals >= 2 ? [] : [`${String(override.approvals)} person overrides the calendar alone`]),
      ...(able.size >= override.approvals
        ? []
        : [`${String(able.size)} people hold a role that may override, ${String(override.approvals)} must agree`]),
      ...(hours(override.expiresAfter) <= 24 ? [] : [`an override stays open for ${override.expiresAfter}`]),
    ];
  },
});
