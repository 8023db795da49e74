import { selectStack, type VendorId } from "@launchgate/core";
import { expect } from "vitest";
import { stringify } from "yaml";
import { practiceSettings } from "../../../packages/cli/src/sandbox/practice-settings.ts";
import { connectionsOf } from "../../../packages/cli/src/vendors/connections.ts";
import { inventory, type InventoryObject } from "../../../packages/cli/src/vendors/inventory.ts";
import { modelOf } from "../../unit/engine/engine-double.ts";
import { killTree, SandboxWorld, type Told } from "./sandbox-world.ts";

/** A call of a vendor: its path as documented, with `*` for a part. */
export interface Call {
  readonly vendor: VendorId;
  readonly method: string;
  readonly path: string;
}

/** What an `up` and a `state import` tell of interrupted creations. */
export interface Settled {
  readonly settled: readonly { readonly urn: string; readonly id?: string }[];
}

/** One stack in a sandbox of its own, brought up by commands that are killed. */
export class KilledStack {
  readonly world: SandboxWorld;
  readonly name: string;
  readonly #vendors: readonly VendorId[];
  /** What the vendors hold after an `up` that nobody disturbed. */
  undisturbed: Readonly<Record<string, number>> = {};

  private constructor(world: SandboxWorld, name: string, vendors: readonly VendorId[]) {
    this.world = world;
    this.name = name;
    this.#vendors = vendors;
  }

  /** Brings the stack up once for comparison and forgets it: engine and vendors are empty again, but for the shared stack. */
  static async open(name: string, vendors: readonly VendorId[]): Promise<KilledStack> {
    const stack = new KilledStack(await SandboxWorld.open(vendors), name, vendors);
    const { world } = stack;
    // A weekday morning: every stack is open for changes.
    await world.json(["sandbox", "clock", "set", "2026-11-23T09:00:00+01:00"], 0, []);
    await world.json(["sandbox", "snapshot", "--name", "empty"], 0, []);
    await stack.#underlaid();
    await stack.up();
    stack.undisturbed = await stack.held();
    await world.emptyBackend();
    await world.json(["sandbox", "restore", "--name", "empty"], 0, []);
    await stack.#underlaid();
    return stack;
  }

  /** Writes a change of the model; gives the arguments that apply it. */
  overlay(name: string, change: object): readonly string[] {
    this.world.folder.write(`${name}.yaml`, stringify(change));
    return ["--overlay", `${name}.yaml`];
  }

  up(more: readonly string[] = []): Promise<Settled> {
    return this.world.json<Settled>([...this.#up(), ...more]);
  }

  /**
   * Kills `up` after `up` with everything below it once a vendor has done what one of the calls asks for, before it answers, until each
   * call was met. All that are still to come are held at once: on no machine can one slip by while another is waited for.
   */
  async killedAt(calls: readonly Call[], more: readonly string[] = []): Promise<void> {
    for (let left = calls; left.length > 0;) {
      const met = await this.#killedOnce(left, more);
      left = left.filter((call) => !met.some((fault) => isSame(fault, call)));
    }
  }

  /** Kills one `up` at the first of the calls that a vendor has done, and removes the lock that is left; gives those that were met. */
  async #killedOnce(calls: readonly Call[], more: readonly string[]): Promise<readonly Call[]> {
    const { world, name } = this;
    for (const call of calls)
      await world.control("POST", "faults", { ...call, effect: { kind: "timeout", effect: "after" } });
    const running = world.start([...this.#up(), ...more, "--json"]);
    let met: readonly Call[] = [];
    try {
      await Promise.race([world.metFault(600_000), endedEarly(running.ended, calls)]);
    } finally {
      killTree(running.child.pid!);
      await running.ended;
      met = await world.metFaults();
      await world.control("DELETE", "faults", {});
    }
    const removed = await world.json<{ removed: readonly unknown[] }>(["state", "unlock", "--stack", name]);
    expect(removed.removed).toHaveLength(1);
    return met;
  }

  /** That nothing is left to do. */
  async expectDone(more: readonly string[] = []): Promise<void> {
    const { steps } = await this.world.json<{ steps: unknown[] }>(["preview", "--stack", this.name, ...more]);
    expect(steps).toEqual([]);
  }

  /** Number of things at the vendors by kind, container and name: a thing that is there twice counts two. */
  async held(): Promise<Record<string, number>> {
    const { connection } = this.world;
    const model = selectStack(modelOf(this.name), this.name);
    const given = { model, connection, secrets: { valueOf: () => "" }, written: {} };
    const settings = Object.fromEntries(practiceSettings(given).map(({ key, value }) => [key, value]));
    const all = Object.entries(connectionsOf(model, settings, connection.urls.vercel));
    const { objects, unread } = await inventory(
      Object.fromEntries(all.filter(([vendor]) => this.#vendors.includes(vendor as VendorId))),
    );
    expect(unread).toEqual([]);
    return counted(objects);
  }

  /** A stage reads the outputs of the shared stack. */
  async #underlaid(): Promise<void> {
    if (this.name !== "shared") await this.world.json(this.#up("shared"));
  }

  #up(name = this.name): readonly string[] {
    return ["up", "--stack", name, "--target", "sandbox"];
  }
}

async function endedEarly(ended: Promise<Told>, calls: readonly Call[]): Promise<never> {
  const { exitCode, stdout, stderr } = await ended;
  const missing = calls.map(({ vendor, method, path }) => `${vendor} ${method} ${path}`).join(", ");
  throw new Error(`up ended (${String(exitCode)}) without ${missing}: ${stdout}\n${stderr}`);
}

function isSame(one: Call, other: Call): boolean {
  return one.vendor === other.vendor && one.method === other.method && one.path === other.path;
}

/** Ids differ from run to run: containers are told by name, and names that hold an id without it. */
function counted(objects: readonly InventoryObject[]): Record<string, number> {
  const nameOf = ({ id, name }: InventoryObject): string => name.replaceAll(id, "");
  const names = new Map(objects.map((each) => [`${each.kind} ${each.id}`, nameOf(each)]));
  const counts = new Map<string, number>();
  for (const each of objects) {
    const within = each.parent === undefined ? "" : (names.get(`${each.parent.kind} ${each.parent.id}`) ?? "");
    const key = `${each.kind} ${within} ${nameOf(each)}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return Object.fromEntries([...counts].toSorted(([a], [b]) => a.localeCompare(b)));
}
