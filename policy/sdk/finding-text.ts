import type { Finding } from "@launchgate/core";

const words: Readonly<Record<Finding["kind"], string>> = {
  violation: "",
  advice: "advice: ",
  undecided: "",
  waived: "waived: ",
  "waiver-expired": "",
  "waiver-refused": "",
  "waiver-unused": "",
};

/** Places of a model and of components that only a program of Launchgate has. */
const ownPlaces =
  /\b(?:stages|services|release|organization|vendors)\.|\bcomponents?\b|\bwaiver|\bmodel\b|\bcalendar\b/i;

/** Where whoever reads a finding mends it. */
export interface Reader {
  /** The program is not of Launchgate. */
  readonly isForeign: boolean;
  /** The vendor's own page on what the rule is about. */
  readonly link: string | undefined;
}

/**
 * A finding as the engine prints it: what is wrong, how to fix it, which waiver or gate stands in. Who has no model of ours is not sent there,
 * but to the vendor's own page.
 */
export function findingText({ kind, message, fix, waiver, weakenedBy }: Finding, { isForeign, link }: Reader): string {
  const excuse =
    kind === "waived" && waiver !== undefined
      ? ` [waiver "${waiver.id}" of ${waiver.owner} until ${waiver.expires}: ${waiver.reason}]`
      : "";
  const gaps = weakenedBy.map(
    ({ vendor, plan, feature, compensation }) =>
      ` [${vendor} plan "${plan}" lacks ${feature}; ${compensation === null ? "nothing stands in" : `stands in: ${compensation}`}]`,
  );
  const remedy = isForeign && link !== undefined && ownPlaces.test(fix) ? `See ${link}` : `Fix: ${fix}`;
  return `${words[kind]}${message}. ${remedy}${excuse}${gaps.join("")}`;
}
