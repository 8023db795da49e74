import type { VendorId } from "@launchgate/core";
import type { CallerOptions } from "./caller.ts";
import type { VendorConnections } from "./connections.ts";
import { Collector, type Inventory, type InventoryObject } from "./inventory-object.ts";

export type { Inventory, InventoryObject, UnreadPart } from "./inventory-object.ts";

/** What of the vendors is looked at. */
export interface InventoryOptions extends CallerOptions {
  /** Whether to look inside a container (repository, project, service, ...). Default: everywhere. */
  readonly enter?: (container: InventoryObject) => boolean;
  /** Told when a vendor is done. */
  readonly onVendor?: (vendor: VendorId, count: number) => void;
}

/**
 * Every object of a kind that the product manages, at every vendor given, whoever made it: for drift (unmanaged extras, L4) and for
 * the sweep of ephemeral stacks (D2). Lists that a vendor refuses to this token or plan stand in `unread`; a check must not call
 * them empty.
 *
 * @throws VendorError where a vendor cannot be reached or does not accept the token
 */
export async function inventory(connections: VendorConnections, options: InventoryOptions = {}): Promise<Inventory> {
  const { enter = () => true, onVendor, ...calls } = options;
  const parts = readers(connections, calls).map(async ([vendor, read]): Promise<Inventory> => {
    const into = new Collector(vendor, enter);
    await read(into);
    onVendor?.(vendor, into.objects.length);
    return into.found;
  });
  const found = await Promise.all(parts);
  const order = ({ vendor, kind, id }: InventoryObject): string => `${vendor} ${kind} ${id}`;
  return {
    objects: found.flatMap(({ objects }) => objects).toSorted((a, b) => order(a).localeCompare(order(b))),
    unread: found.flatMap(({ unread }) => unread),
  };
}

type Reader = (into: Collector) => Promise<void>;

/** One reader for each vendor that is connected; SDKs are loaded when they are read. */
function readers(connections: VendorConnections, calls: CallerOptions): readonly (readonly [VendorId, Reader])[] {
  const { github, vercel, neon, pagerduty, datadog } = connections;
  const all: readonly (readonly [VendorId, Reader] | undefined)[] = [
    github && [
      "github",
      async (into) =>
        (await import("./inventories/github.ts")).readGitHub(
          await (await import("./github-client.ts")).openGitHub(github, calls),
          into,
        ),
    ],
    vercel && [
      "vercel",
      async (into) =>
        (await import("./inventories/vercel.ts")).readVercel(
          await (await import("./vercel-client.ts")).openVercel(vercel, calls),
          into,
        ),
    ],
    neon && [
      "neon",
      async (into) =>
        (await import("./inventories/neon.ts")).readNeon(
          await (await import("./neon-client.ts")).openNeon(neon, calls),
          into,
        ),
    ],
    pagerduty && [
      "pagerduty",
      async (into) =>
        (await import("./inventories/pagerduty.ts")).readPagerDuty(
          await (await import("./pagerduty-client.ts")).openPagerDuty(pagerduty, calls),
          into,
        ),
    ],
    datadog && [
      "datadog",
      async (into) =>
        (await import("./inventories/datadog.ts")).readDatadog(
          await (await import("./datadog-client.ts")).openDatadog(datadog, calls),
          into,
        ),
    ],
  ];
  return all.filter((each) => each !== undefined);
}
