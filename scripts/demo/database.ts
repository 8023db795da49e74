import { randomBytes } from "node:crypto";
import { z } from "zod";
import { DemoError } from "./child.ts";
import { time, type Ground } from "./ground.ts";
import { countOrders, type Orders } from "./rows.ts";
import { call } from "./visits.ts";

/** A moment to which the database can go back, and what was there. */
export interface Mark {
  /** Sandbox time, ISO 8601. */
  readonly at: string;
  readonly orders: Orders;
}

/** What became of the database. */
export interface RestoreResult {
  readonly to: string;
  readonly before: Orders;
  readonly damaged: Orders;
  readonly after: Orders;
  /** Branch that keeps what was there. */
  readonly keptAs: string;
  /** What a write was answered while writes were frozen, and behind it. */
  readonly frozen: number;
  readonly freed: number;
}

const stores = z.array(z.object({ id: z.string(), slug: z.string() }));
const restored = z.object({ branch: z.object({ id: z.string() }) });
const operations = z.object({ operations: z.array(z.object({ action: z.string(), status: z.string() })) });
const branches = z.object({ branches: z.array(z.object({ id: z.string(), name: z.string() })) });

/** Counts what is there while the clock stands, so that the moment is exact. (B4) */
export async function markMoment({ vendors, narrator, service }: Ground): Promise<Mark> {
  const { now: at } = await vendors.control.moveClock({ mode: "paused" });
  const counting = countOrders(vendors, service);
  const orders = await counting.finally(() => vendors.control.moveClock({ mode: "running" }));
  narrator.step(
    `Neon, ${time(at)}: ${String(orders.all)} orders in the database of ${service.projectName}, ${String(orders.wrong)} of them wrong`,
  );
  return { at, orders };
}

/** Freezes writes, puts the database back to a moment, counts, and lets writes go on. (B3, B4, B5) */
export async function restore(ground: Ground, { at: to, orders: before }: Mark): Promise<RestoreResult> {
  const { vendors, narrator, service } = ground;
  const known = await writeOnce(ground);
  const frozen = await freeze(ground, true, known);
  const damaged = await countOrders(vendors, service);
  if (damaged.wrong === 0) throw new DemoError("Expected wrong orders in the database, there are none.", 1);
  narrator.step(
    `Writes are frozen (a write is answered ${String(frozen)}). ${String(damaged.all)} orders, ${String(damaged.wrong)} of them wrong: rolling traffic back mends no rows`,
  );
  const keptAs = await goBack(ground, to);
  const after = await countOrders(vendors, service);
  if (after.all !== before.all || after.wrong !== before.wrong)
    throw new DemoError(`Expected the rows of ${to}, ${JSON.stringify(before)}; came: ${JSON.stringify(after)}`, 1);
  const freed = await freeze(ground, false, known);
  narrator.step(
    `Neon: back at ${time(to)}: ${String(after.all)} orders, ${String(after.wrong)} wrong; what was there is kept as branch ${keptAs}. Writes go on (${String(freed)})`,
    "green",
  );
  return { to, before, damaged, after, keptAs, frozen, freed };
}

/** Sets the write freeze where applications read it, and waits until a write shows it. Gives the status of that write. */
async function freeze({ vendors, service }: Ground, value: boolean, clientId: string): Promise<number> {
  const all = await vendors.ask("vercel", "GET /v1/edge-config", stores);
  const store = all.find(({ slug }) => slug === service.projectName);
  if (!store) throw new DemoError(`Expected an edge config ${service.projectName}, there is none.`, 1);
  const items = [{ operation: "upsert", key: "write-freeze", value }];
  await vendors.ask("vercel", `PATCH /v1/edge-config/${store.id}/items`, z.unknown(), { items });
  // Values reach servers some seconds later.
  await vendors.pass(0.25);
  return vendors.until(`a write shows that the freeze is ${value ? "on" : "off"}`, 30, async () => {
    const { status, text } = await call(vendors, service, "POST /v1/orders", orderOf(clientId));
    const isSeen = value ? text.includes("WRITES_FROZEN") : status === 201;
    return isSeen ? status : undefined;
  });
}

/** An order that can be sent again without a change. */
async function writeOnce({ vendors, service }: Ground): Promise<string> {
  const clientId = `demo-${randomBytes(4).toString("hex")}-freeze`;
  const { status, text } = await call(vendors, service, "POST /v1/orders", orderOf(clientId));
  if (status !== 201) throw new DemoError(`Expected an order to be taken (201), came: ${String(status)} ${text}`, 1);
  return clientId;
}

function orderOf(clientId: string): object {
  return { clientId, item: "clip", quantity: 1 };
}

/** Neon's restore of a root branch in its own history; gives the name of the branch that keeps what was there. */
async function goBack({ vendors, service }: Ground, to: string): Promise<string> {
  const { project, branch } = service.database;
  const at = `/api/v2/projects/${project}`;
  const body = {
    source_branch_id: branch,
    source_timestamp: to,
    preserve_under_name: `main-until-${to.slice(0, 19).replaceAll(":", "-")}`,
  };
  await vendors.ask("neon", `POST ${at}/branches/${branch}/restore`, restored, body);
  await vendors.until("Neon has restored the branch", 120, async () => {
    const found = (await vendors.ask("neon", `GET ${at}/operations?limit=100`, operations)).operations;
    const bad = found.find(({ status }) => status === "failed" || status === "error");
    if (bad) throw new DemoError(`Neon's operation ${bad.action} ended as ${bad.status}.`, 1);
    return found.every(({ status }) => status === "finished" || status === "skipped") || undefined;
  });
  const found = (await vendors.ask("neon", `GET ${at}/branches`, branches)).branches;
  const kept = found.find(({ name }) => name === body.preserve_under_name);
  if (!kept) throw new DemoError(`Expected a branch ${body.preserve_under_name}, there is none.`, 1);
  return kept.name;
}
