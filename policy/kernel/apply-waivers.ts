import type { Finding } from "@launchgate/core";
import type { Rule } from "../define-rule.ts";
import { shown, type NamedWaiver, type WaiverBook } from "./waivers.ts";

/**
 * Breaches that a waiver names become `waived`; a waiver that has ended leaves the violation and is told beside it; one that excuses nothing
 * is told; one that is not exact, too long or of an unknown rule is refused, which blocks. (R8)
 */
export function applyWaivers(found: readonly Finding[], book: WaiverBook, rules: readonly Rule[]): Finding[] {
  const isKnown = ({ rule }: NamedWaiver): boolean => rules.some(({ id }) => id === rule);
  const holding = book.holding.filter(isKnown);
  const stray = [...book.holding, ...book.expired].filter((each) => !isKnown(each));
  return [
    ...found.map((finding) => excused(finding, holding)),
    ...book.expired.filter(isKnown).map(expired),
    ...holding.filter((waiver) => !found.some((finding) => isAbout(waiver, finding))).map(unused),
    ...book.refused.map(({ id, reason }) => refused(id, reason)),
    ...stray.map((waiver) => refused(waiver.id, `no rule is called "${waiver.rule}"`)),
  ];
}

function isAbout(waiver: NamedWaiver, { rule, resource }: Finding): boolean {
  return waiver.rule === rule && waiver.resource === resource;
}

/** What cannot be judged yet is not excused either. */
function covers(waiver: NamedWaiver, finding: Finding): boolean {
  return isAbout(waiver, finding) && finding.kind !== "undecided";
}

function excused(finding: Finding, holding: readonly NamedWaiver[]): Finding {
  const waiver = holding.find((each) => covers(each, finding));
  return waiver === undefined ? finding : { ...finding, kind: "waived", waiver: shown(waiver) };
}

function about(waiver: NamedWaiver, kind: Finding["kind"], message: string, fix: string): Finding {
  const { rule, resource } = waiver;
  return { kind, rule, resource, severity: "medium", message, fix, waiver: shown(waiver), weakenedBy: [] };
}

function expired(waiver: NamedWaiver): Finding {
  const message = `waiver "${waiver.id}" ended with ${waiver.expires} (${waiver.timeZone})`;
  return about(waiver, "waiver-expired", message, "Mend what it excused, or have it granted again, and remove it.");
}

function unused(waiver: NamedWaiver): Finding {
  const message = `waiver "${waiver.id}" excuses nothing: the rule is kept, or the resource is not in the stack`;
  return about(waiver, "waiver-unused", message, "Remove it from release.waivers.");
}

function refused(id: string, reason: string): Finding {
  return {
    kind: "waiver-refused",
    rule: "release-rules",
    resource: id,
    severity: "high",
    message: `waiver "${id}" is refused: ${reason}`,
    fix: "A waiver names one rule, one resource, an owner, a reason, a link and an end within 90 days.",
    weakenedBy: [],
  };
}
