import type { Properties } from "@launchgate/provider-kit";
import type { Sandbox } from "../../../src/index.ts";
import type { Act, PracticeEngine } from "../practice-engine.ts";

/** How one resource type is put through its life. */
export interface Life {
  readonly type: string;
  /** Complete, valid inputs. */
  readonly inputs: Properties;
  /**
   * Changed values, one input after the other, each from `inputs`: by input the new value and what happens. `undefined` takes the
   * input away. Several values: a list of {@link Change}.
   */
  readonly changes: Readonly<Record<string, Change | readonly Change[]>>;
  /** Inputs of the type that are not changed here, with the reason. */
  readonly unchanged?: Readonly<Record<string, string>>;
  /** Id for the import. Default: the id in the state. `false`: the official provider has no import. */
  readonly importId?: ((state: Properties, id: string) => string) | false;
  /** Inputs that an import tells in other words than these inputs, and means the same. */
  readonly otherWords?: readonly string[];
  /** Changes that the official provider does not show either when somebody makes them at the vendor: a part of `input -> value`, with the reason. */
  readonly unseen?: Readonly<Record<string, string>>;
  /** Why no look at the vendor shows any change of it. */
  readonly hidden?: string;
  /** It cannot be taken away at the vendor: a setting that is there once, which a deletion puts back, or what is in the state only. */
  readonly lasting?: true;
  /** Why it cannot be there together with the other lives. */
  readonly apart?: string;
  /** What is there as long as it lives, beside the ground of its vendor. */
  readonly needs?: readonly Thing[];
}

/** One change. */
export interface Change {
  readonly to: unknown;
  /** Default `update`. */
  readonly act?: Act;
  /** Other inputs that must change with it. */
  readonly with?: Properties;
}

/** A resource that lives stand on. */
export interface Thing {
  readonly name: string;
  readonly type: string;
  readonly inputs: Properties;
}

/** Ids at the vendor, by the names of things. */
export type Ids = Readonly<Record<string, string>>;

/** Lives by name. */
export type Lives = Readonly<Record<string, Life>>;

/** Every life of the types of one provider. */
export interface VendorLives {
  /** Name of the package, such as `github`. */
  readonly vendor: string;
  /** Makes the ground that the lives stand on, and gives the ids of it. */
  readonly prepare: (engine: PracticeEngine, sandbox: Sandbox) => Promise<Ids>;
  readonly lives: (ids: Ids) => Lives;
}

/** What one change of a life declares. */
export interface Step {
  /** `input -> value`, for messages. */
  readonly what: string;
  readonly key: string;
  readonly act: Act;
  readonly declared: Properties;
}

/** The changes of a life in their order, each from its first inputs. */
export function stepsOf({ inputs, changes }: Life): readonly Step[] {
  return Object.entries(changes).flatMap(([key, given]) =>
    [given].flat().map((change: Change) => ({
      what: `${key} -> ${change.to === undefined ? "nothing" : JSON.stringify(change.to)}`,
      key,
      act: change.act ?? "update",
      declared: { ...inputs, ...change.with, [key]: change.to },
    })),
  );
}
