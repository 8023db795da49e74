import { vendorIds, type VendorId } from "@launchgate/core";
import type { EngineStack, TargetId } from "../engine/engine-port.ts";
import type { RunSite } from "../engine/flows/run-site.ts";
import { openForPreview } from "../engine/flows/run-site.ts";
import type { ResourceReading } from "../engine/readings.ts";
import { refreshLoss } from "../engine/refresh-guard.ts";
import { openExisting, targetTag } from "../engine/target-binding.ts";
import { exampleEmail } from "../sandbox/seed-of-model.ts";
import { auditLogs } from "../vendors/audit/audit-logs.ts";
import type { VendorConnections } from "../vendors/connections.ts";
import { inventory, type Inventory } from "../vendors/inventory.ts";
import { attribute } from "./attribution.ts";
import { liveChanges, programChanges, type Changes, type UnattributedItem } from "./changes.ts";
import { connectVendors } from "./connect.ts";
import { findExtras, type Extras, type StackResources } from "./extras.ts";
import { haltedItems } from "./halted.ts";
import { ranked } from "./ranking.ts";
import type { DriftItem, DriftReport } from "./report.ts";
import { wantedSettings } from "./set-by-people.ts";
import { stateResources, type StateResource } from "./state-resources.ts";
import { tracesOf } from "./traces.ts";
import { judgeWriteOnly } from "./write-only.ts";

/** Days of the audit logs that are looked through: drift is looked for daily, and holidays are longer than a week. */
const auditDays = 30;
/** Milliseconds by which clocks of a vendor and of this machine may differ unnoticed. */
const clockDoubt = 60_000;
const day = 86_400_000;

/** What {@link driftFlow} found, and what reverting needs of it. */
export interface DriftFound {
  readonly report: DriftReport;
  readonly connections: VendorConnections;
}

/**
 * Declared against live, in both directions, writing nothing: what a refresh would change, what the program would change, what is there
 * that no stack declares. (L4)
 */
export async function driftFlow(site: RunSite): Promise<DriftFound> {
  await openExisting(site.engine, site.model.stackName);
  const { stack, target } = await openForPreview(site);
  const vendors = await connectVendors(site, stack, target);
  const { readings, warning, pending } = await compare(site, stack);
  site.step("Look for what no stack declares");
  const found = await inventory(vendors.connections);
  const states = await allStates(site, stack);
  const own = states.find((each) => each.stack === stack.name)?.resources ?? [];
  const addresses = await memberAddresses(site, stack, target);
  const extras = findExtras({
    model: site.model,
    states,
    objects: found.objects,
    wanted: wantedSettings(site.model),
    logins: Object.values(site.model.organization.people).map(({ github }) => github),
    machineLogins: vendors.machineLogins,
    vercelMembers: addresses,
  });
  const live = liveChanges(readings);
  const ahead = site.now().getTime() - Date.now();
  const written = judgeWriteOnly(own, extras.matches, { ahead, doubt: target === "live" ? clockDoubt : 0 });
  const items = merged([...live.items, ...haltedItems(extras.matches), ...written.items, ...extras.items, ...pending]);
  const unread = [...found.unread, ...unjudged(found, addresses)];
  site.step("Ask who did it");
  const attributed = await whoDidIt(site, vendors.connections, items, own);
  return {
    connections: vendors.connections,
    report: reportOf({
      site,
      target,
      live,
      extras,
      unread,
      readings,
      warning,
      items: attributed,
      unseen: written.unseen,
    }),
  };
}

interface Compared {
  readonly readings: readonly ResourceReading[];
  readonly pending: readonly UnattributedItem[];
  readonly warning: string | undefined;
}

async function compare({ signal, onProgress, step }: RunSite, stack: EngineStack): Promise<Compared> {
  step("Compare the vendors with the state");
  const readings = new Map<string, ResourceReading>();
  const refreshed = await stack.previewRefresh({
    signal,
    onProgress,
    onReading: (reading) => readings.set(reading.urn, reading),
  });
  const loss = refreshLoss(refreshed, await stack.exportState());
  step("Compare the program with the state");
  const planned = new Map<string, ResourceReading>();
  await stack.preview({ signal, onReading: (reading) => keepStep(planned, reading) });
  const warning = loss.mustAsk
    ? `${String(loss.dropped.length)} of ${String(loss.total)} things are gone at once: wrong or expired credentials look like that.`
    : undefined;
  return { readings: [...readings.values()], pending: programChanges([...planned.values()]), warning };
}

/** Of a replacement the engine tells several steps; the one that names fields counts. */
function keepStep(planned: Map<string, ResourceReading>, reading: ResourceReading): void {
  const earlier = planned.get(reading.urn);
  if (earlier === undefined || reading.differing.length >= earlier.differing.length) planned.set(reading.urn, reading);
}

/** Resources of every stack of the backend: what another stack declares is no extra of this one. */
async function allStates({ engine, model }: RunSite, stack: EngineStack): Promise<readonly StackResources[]> {
  const names = new Set([stack.name, ...Object.keys(model.stacks), ...(await engine.tagged(targetTag))]);
  const read = async (name: string): Promise<StackResources> => {
    const each = name === stack.name ? stack : await engine.find(name);
    return { stack: name, resources: each === undefined ? [] : stateResources(await each.exportState()) };
  };
  return Promise.all([...names].map(read));
}

/**
 * Addresses of the model's people: from the settings of this stack or of the shared one, which hold them; in the practice ground the
 * invented ones. Undefined where nobody holds any.
 */
async function memberAddresses(
  site: RunSite,
  stack: EngineStack,
  target: TargetId,
): Promise<readonly string[] | undefined> {
  const { people, domain } = site.model.organization;
  if (target !== "live") return Object.keys(people).map((id) => exampleEmail(id, domain));
  const shared = Object.entries(site.model.stacks).find(([, { kind }]) => kind === "shared")?.[0];
  const other = shared === undefined || shared === stack.name ? undefined : await site.engine.find(shared);
  const settings = { ...(await other?.settings()), ...(await stack.settings()) };
  const addresses = Object.values(people).flatMap(({ contact }) => settings[contact.email.secret] ?? []);
  return addresses.length === 0 ? undefined : addresses;
}

/** Members that were found and cannot be judged are said, not passed over. */
function unjudged(found: Inventory, addresses: readonly string[] | undefined): Inventory["unread"] {
  const kind = "vercel:index/teamMember:TeamMember";
  if (addresses !== undefined || !found.objects.some((each) => each.kind === kind)) return [];
  const why = "no setting of this or the shared stack holds the addresses of people to compare with";
  return [{ vendor: "vercel", kind, where: "the team", why }];
}

/** One line for each field: the first witness of it counts. */
function merged(items: readonly UnattributedItem[]): readonly UnattributedItem[] {
  const seen = new Set<string>();
  return items.filter(({ drift, urn, id, kind, field = "" }) => {
    const key = urn === undefined ? `${kind} ${id}` : `${drift === "not-applied" ? drift : ""} ${urn} ${field}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

async function whoDidIt(
  { model, now }: RunSite,
  connections: VendorConnections,
  items: readonly UnattributedItem[],
  own: readonly StateResource[],
): Promise<readonly DriftItem[]> {
  const vendors = vendorIds.filter((vendor) =>
    items.some((each) => each.vendor === vendor && each.drift !== "not-applied"),
  );
  const since = new Date(now().getTime() - auditDays * day);
  const planOf = (vendor: VendorId): string => model.vendors[vendor].plan;
  const logs = await auditLogs(connections, { vendors, since, planOf });
  const byUrn = new Map(own.map((each) => [each.urn, each] as const));
  const owner = model.organization.githubOwner;
  return attribute(items, logs, (item) =>
    tracesOf(item, item.urn === undefined ? undefined : byUrn.get(item.urn), owner),
  );
}

interface Findings {
  readonly site: RunSite;
  readonly target: TargetId;
  readonly live: Changes;
  readonly extras: Extras;
  readonly unread: Inventory["unread"];
  readonly readings: readonly ResourceReading[];
  readonly warning: string | undefined;
  readonly items: readonly DriftItem[];
  readonly unseen: DriftReport["unseen"];
}

function reportOf({ site, target, live, extras, unread, readings, warning, items, unseen }: Findings): DriftReport {
  return {
    stack: site.model.stackName,
    target,
    at: site.now().toISOString(),
    drift: items.length > 0,
    items: ranked(items),
    actOwned: live.actOwned,
    unseen,
    unread,
    vendorMade: extras.vendorMade,
    setByPeople: extras.setByPeople,
    compared: readings.filter(({ custom, type }) => custom && !type.startsWith("pulumi:")).length,
    ...(warning === undefined ? {} : { warning }),
  };
}
