import { definePlanRule } from "./define-plan-rule.ts";

/** Go, no-go and back are decided by people who exist (R7, B2). */
export const requireDecisionOwners = definePlanRule({
  id: "plan-decision-require-owners",
  title: "The roles that decide go and rollback are held, and the rollback authority has a deputy",
  cause:
    "A role of release.decisionOwners or release.rollbackAuthority has no holder, or the authority has one person only.",
  why: "At three in the morning the one person who may order the rollback is asleep, and traffic stays where it is.",
  fix: "Name holders and deputies in organization.roles.",
  requirements: ["R7", "B2"],
  severity: "high",
  tags: ["roles"],
  check: ({ decisionOwners, rollbackAuthority, roles }) => {
    const unheld = [...new Set([...decisionOwners, rollbackAuthority])].filter(
      (role) => (roles[role]?.holders.length ?? 0) === 0,
    );
    const authority = roles[rollbackAuthority];
    const able = new Set([...(authority?.holders ?? []), ...(authority?.deputies ?? [])]);
    return [
      ...unheld.map((role) => `nobody holds "${role}", which decides`),
      ...(able.size >= 2 || unheld.includes(rollbackAuthority)
        ? []
        : [`only one person may order a rollback: "${rollbackAuthority}" has no deputy`]),
    ];
  },
});
