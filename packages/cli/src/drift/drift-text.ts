import { vendorTitles } from "../vendors/vendor-error.ts";
import { styled, type Host, type Style } from "../host.ts";
import { textTable } from "../table.ts";
import { riskIds, shortKind, type Attribution, type DriftItem, type DriftReport, type RiskId } from "./report.ts";

const styles: Readonly<Record<RiskId, Style>> = { critical: "red", high: "yellow", medium: "cyan", low: "dim" };

/** The report for people: a ranked table, then what stands apart. */
export function driftText(report: DriftReport, host: Host): string {
  const { items } = report;
  const parts = [
    headline(report, host),
    ...(report.warning === undefined ? [] : [styled(host, "red", report.warning)]),
    ...(items.length > 0 ? [itemTable(items, host)] : []),
    ...actOwnedLines(report),
    ...setByPeopleLines(report),
    ...unseenLines(report),
    ...unreadLines(report),
    ...(items.length > 0 ? [nextStep(report)] : []),
  ];
  return parts.join("\n");
}

function headline({ stack, target, items, compared, unread, vendorMade }: DriftReport, host: Host): string {
  const counts = riskIds
    .map((risk) => [risk, items.filter((each) => each.risk === risk).length] as const)
    .filter(([, count]) => count > 0)
    .map(([risk, count]) => `${String(count)} ${risk}`);
  const unproven = unread.length > 0 ? "nothing found, but not everything could be looked at" : "no drift";
  const verdict = items.length > 0 ? `${String(items.length)} differences: ${counts.join(", ")}` : unproven;
  const style = items.length > 0 ? "red" : unread.length > 0 ? "yellow" : "green";
  const made = vendorMade > 0 ? `; ${String(vendorMade)} things that vendors make by themselves passed over` : "";
  return `${styled(host, style, stack)} (${target}): ${verdict}. ${String(compared)} things compared${made}.`;
}

function itemTable(items: readonly DriftItem[], host: Host): string {
  const rows = items.map((item) => [styled(host, styles[item.risk], item.risk), item.drift, explanation(item)]);
  return textTable(["risk", "", "what, declared -> found, why it matters, who"], rows, host);
}

function explanation(item: DriftItem): string {
  const title = `${shortKind(item.kind)} ${item.name}`;
  const value = item.field ?? (item.drift === "not-applied" ? "as a whole" : undefined);
  const change = value && `${value}: ${item.declared ?? "nothing"} -> ${item.found ?? "nothing"}`;
  return [title, change, item.remark, `${item.reason} (${item.requirement})`, authorText(item.by)]
    .filter((each) => each !== undefined && each !== "")
    .join("\n");
}

function authorText(by: Attribution): string {
  return by.known ? `by ${by.actor}, ${by.at} (${by.action})` : `by: ${by.why}`;
}

function actOwnedLines({ actOwned }: DriftReport): readonly string[] {
  if (actOwned.length === 0) return [];
  return [
    "Set by commands, not by the program (no drift; the ledger of a later release will name the last act):",
    ...actOwned.map(
      ({ kind, name, field, declared = "nothing", found = "nothing", act }) =>
        `  ${shortKind(kind)} ${name} ${field}: first value ${declared}, now ${found}; changed to ${act}`,
    ),
  ];
}

function setByPeopleLines({ setByPeople }: DriftReport): readonly string[] {
  if (setByPeople.length === 0) return [];
  return [
    "Set by people, wanted by workflows (no drift; their values are not compared):",
    ...setByPeople.map(({ kind, name, workflows }) => `  ${shortKind(kind)} ${name}: ${workflows.join(", ")}`),
  ];
}

function unseenLines({ unseen }: DriftReport): readonly string[] {
  if (unseen.length === 0) return [];
  const groups = new Map<string, number>();
  for (const { kind, field, standIn } of unseen) {
    const reason = standIn.replace(/ since .*$/, " since it was written");
    const key = `${shortKind(kind)} ${field}: ${reason}`;
    groups.set(key, (groups.get(key) ?? 0) + 1);
  }
  return ["Cannot be seen:", ...[...groups].map(([key, count]) => `  ${String(count)} x ${key}`)];
}

function unreadLines({ unread }: DriftReport): readonly string[] {
  if (unread.length === 0) return [];
  return [
    "Could not be looked at, so extras there would not be found:",
    ...unread.map(({ vendor, kind, where, why }) => `  ${vendorTitles[vendor]} ${shortKind(kind)} of ${where}: ${why}`),
  ];
}

function nextStep({ stack, items }: DriftReport): string {
  const extras = items.some(({ drift }) => drift === "extra");
  return `Next: launchgate drift --stack ${stack} --revert${extras ? " (extras only with --delete-extras)" : ""}, or write the change in stacks/ and have it reviewed.`;
}
