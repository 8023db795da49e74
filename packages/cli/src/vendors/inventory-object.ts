import type { VendorId } from "@launchgate/core";
import { VendorError } from "./vendor-error.ts";

/** A thing that a vendor has, of a kind that the product manages or could manage. */
export interface InventoryObject {
  readonly vendor: VendorId;
  /** Pulumi type token, such as `vercel:index/project:Project`. */
  readonly kind: string;
  /** The id that the provider's state holds; things inside others: `<container id>/<own id>` or the provider's own form. */
  readonly id: string;
  /** What tells it apart inside its container, in place of an id that only the vendor knows: container and properties, as `aliasOf` joins them. */
  readonly alias?: string;
  /** Outputs that its provider cannot read it without, where its id does not tell them. */
  readonly outputs?: Readonly<Record<string, string | number>>;
  /** Secret ones of them: for a state that seals them, never told. */
  readonly secrets?: () => Readonly<Record<string, string>>;
  /** Name for people; never a secret. */
  readonly name: string;
  /** The container, where the thing lives in one. */
  readonly parent?: { readonly kind: string; readonly id: string };
  /** Whether it carries the mark that Launchgate puts on what it makes, where the kind can carry one. */
  readonly managedTag?: boolean;
  /** Made by the vendor itself, such as the first labels of a repository: nobody added it. */
  readonly vendorMade?: boolean;
  /** When the vendor last changed it, ISO 8601, where it says so. */
  readonly changedAt?: string;
  /** Stage that it speaks of, by its tags or scope, where it says so. */
  readonly stage?: string;
  /** What makes it matter, in words: `mutes everything until ...`, `administrator`. */
  readonly remark?: string;
}

/** Something that could not be looked at: a check that says "nothing found" must name it. */
export interface UnreadPart {
  readonly vendor: VendorId;
  readonly kind: string;
  /** Container or account. */
  readonly where: string;
  readonly why: string;
}

/** Everything that was found, and what could not be looked at. */
export interface Inventory {
  readonly objects: readonly InventoryObject[];
  readonly unread: readonly UnreadPart[];
}

/** Answers that mean "not for this token or plan": noted and gone past. Any other failure ends the inventory. */
const refusals: ReadonlySet<number> = new Set([402, 403, 404, 410]);

/** Takes what the readers of one vendor find. */
export class Collector {
  readonly objects: InventoryObject[] = [];
  readonly unread: UnreadPart[] = [];
  readonly #vendor: VendorId;
  readonly #enter: (container: InventoryObject) => boolean;

  constructor(vendor: VendorId, enter: (container: InventoryObject) => boolean) {
    this.#vendor = vendor;
    this.#enter = enter;
  }

  /** Reads a list; one that is refused is noted and empty here. */
  async list<T>(kind: string, where: string, read: () => Promise<readonly T[]>): Promise<readonly T[]> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof VendorError) || !refusals.has(error.status ?? 0)) throw error;
      this.unread.push({ vendor: this.#vendor, kind, where, why: error.message });
      return [];
    }
  }

  /** Takes a thing; says whether to look inside it. */
  add(object: Omit<InventoryObject, "vendor">): boolean {
    const whole: InventoryObject = { vendor: this.#vendor, ...object };
    this.objects.push(whole);
    return this.#enter(whole);
  }

  /** Reads a list and takes each item of it, inside `parent`. */
  async take<T>(
    kind: string,
    parent: { readonly kind: string; readonly id: string; readonly name: string } | undefined,
    read: () => Promise<readonly T[]>,
    objectOf: (item: T) => Omit<InventoryObject, "vendor" | "kind" | "parent">,
  ): Promise<readonly T[]> {
    const items = await this.list(kind, parent?.name ?? "the account", read);
    const within = parent === undefined ? {} : { parent: { kind: parent.kind, id: parent.id } };
    return items.filter((item) => this.add({ kind, ...objectOf(item), ...within }));
  }

  /** What was found. */
  get found(): Inventory {
    return { objects: this.objects, unread: this.unread };
  }
}

/** Whether a text carries the mark of Launchgate, in any of the forms that the kinds allow. */
export function isMarked(...texts: readonly (string | null | undefined)[]): boolean {
  return texts.some((text) => /managed[- ]by[-: ]+launchgate/i.test(text ?? ""));
}
