import { requireYes, type RunSite } from "../engine/flows/run-site.ts";
import { refreshFlow } from "../engine/flows/refresh.ts";
import { upFlow } from "../engine/flows/up.ts";
import { requireOpen } from "../engine/freeze-gate.ts";
import { removabilityOf, removeThings } from "../vendors/removal/removal.ts";
import type { VendorConnections } from "../vendors/connections.ts";
import { driftFlow } from "./drift-flow.ts";
import { shortKind, type DriftItem, type DriftReport } from "./report.ts";

/** What `--revert` may do besides setting fields back. */
export interface RevertOptions {
  /** Also delete what no stack declares; data and history never. */
  readonly deleteExtras: boolean;
}

/** An extra that stays, and how a person removes it. */
export interface LeftExtra {
  readonly kind: string;
  readonly name: string;
  readonly id: string;
  readonly how: string;
}

/** What a revert did. */
export interface RevertReport {
  readonly before: DriftReport;
  /** As found afterwards, never as assumed. */
  readonly after: DriftReport;
  /** Whether state and vendors were brought back to what is declared. */
  readonly restored: boolean;
  /** Extras that were deleted: kind and name. */
  readonly deleted: readonly string[];
  readonly left: readonly LeftExtra[];
}

/** Longest list of names in a question. */
const listed = 10;

/**
 * Brings the vendors back to what is declared, by refresh and up with all their guards: the calendar binds it like any `up` (house
 * decision 5). Extras are deleted only when asked for, and never what holds data. Looks again at the end. (L4)
 */
export async function revertFlow(site: RunSite, options: RevertOptions): Promise<RevertReport> {
  const { report: before, connections } = await driftFlow(site);
  const mendable = before.items.filter(({ drift }) => drift !== "extra");
  const extras = before.items.filter(({ drift }) => drift === "extra");
  const deletable = options.deleteExtras ? extras.filter(({ kind }) => removabilityOf(kind).possible) : [];
  if (mendable.length === 0 && deletable.length === 0)
    return { before, after: before, restored: false, deleted: [], left: leftOf(extras, []) };
  requireOpen(site.model, site.now());
  if (mendable.length > 0) await restore(site, mendable, connections);
  if (deletable.length > 0) await deleteExtras(site, deletable, connections);
  const { report: after } = await driftFlow(site);
  return {
    before,
    after,
    restored: mendable.length > 0,
    deleted: deletable.map(titleOf),
    left: leftOf(extras, deletable),
  };
}

async function restore(site: RunSite, items: readonly DriftItem[], connections: VendorConnections): Promise<void> {
  const problem = `${String(items.length)} differences of "${site.model.stackName}" would be set back to what is declared:\n${names(items)}`;
  await requireYes(site, "drift.revert", problem, "Set them back?");
  // A value that cannot be read cannot be seen to differ either: only made anew is it the declared one again.
  const hidden = items.filter(
    ({ found, kind }) => found?.startsWith("[cannot be seen") === true && removabilityOf(kind).possible,
  );
  await removeThings(connections, hidden, ({ kind, id }) => site.step(`${shortKind(kind)} ${id} is made anew`));
  await refreshFlow(site);
  await upFlow(site);
}

async function deleteExtras(
  site: RunSite,
  extras: readonly DriftItem[],
  connections: VendorConnections,
): Promise<void> {
  const problem = `${String(extras.length)} things that no stack declares would be deleted:\n${names(extras)}`;
  await requireYes(site, "drift.delete-extras", problem, "Delete them?");
  await removeThings(connections, extras, ({ kind, id }) => site.step(`${shortKind(kind)} ${id} is deleted`));
}

function names(items: readonly DriftItem[]): string {
  const lines = items.slice(0, listed).map((item) => `  ${titleOf(item)}`);
  return [...lines, ...(items.length > listed ? [`  and ${String(items.length - listed)} more`] : [])].join("\n");
}

function titleOf({ kind, name, field }: DriftItem): string {
  return `${shortKind(kind)} ${name}${field === undefined ? "" : ` ${field}`}`;
}

function leftOf(extras: readonly DriftItem[], deleted: readonly DriftItem[]): readonly LeftExtra[] {
  return extras
    .filter((each) => !deleted.includes(each))
    .map(({ kind, name, id }) => {
      const removability = removabilityOf(kind);
      return { kind, name, id, how: removability.possible ? "--delete-extras deletes it" : removability.how };
    });
}
