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

/** A finding as the engine prints it: what is wrong, how to fix it, which waiver or gate stands in. */
export function findingText({ kind, message, fix, waiver, weakenedBy }: Finding): string {
  const excuse =
    kind === "waived" && waiver !== undefined
      ? ` [waiver "${waiver.id}" of ${waiver.owner} until ${waiver.expires}: ${waiver.reason}]`
      : "";
  const gaps = weakenedBy.map(
    ({ vendor, plan, feature, compensation }) =>
      ` [${vendor} plan "${plan}" lacks ${feature}; ${compensation === null ? "nothing stands in" : `stands in: ${compensation}`}]`,
  );
  return `${words[kind]}${message}. Fix: ${fix}${excuse}${gaps.join("")}`;
}
