import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Properties, ValueType } from "@launchgate/provider-kit";
import { expect } from "vitest";
import type { PracticeEngine } from "./practice-engine.ts";

interface Planned {
  readonly type: string;
  readonly name: string;
  readonly custom: boolean;
  readonly inputs: Properties;
  readonly dependencies: readonly string[];
}

const plans = join(import.meta.dirname, "../../../../test/golden/plans");

/** The resources of one package that the captured plans of some stacks declare, in an order in which they can be made. */
export function plannedOf(packageName: string, stacks: readonly string[]): readonly Planned[] {
  const all = stacks.flatMap((stack) => {
    const plan = JSON.parse(readFileSync(join(plans, `${stack}.json`), "utf8")) as Readonly<Record<string, Planned>>;
    return Object.entries(plan).map(([urn, planned]) => ({ urn, planned }));
  });
  const own = new Map(
    all
      .filter(({ planned }) => planned.custom && planned.type.startsWith(`${packageName}:`))
      .map(({ urn, planned }) => [urn, planned]),
  );
  const done = new Map<string, Planned>();
  const visit = (urn: string): void => {
    const planned = own.get(urn);
    if (planned === undefined || done.has(urn)) return;
    for (const each of planned.dependencies) visit(each);
    done.set(urn, planned);
  };
  for (const urn of own.keys()) visit(urn);
  return [...done.values()];
}

/**
 * Replays planned resources: all are made, a second time nothing changes, a refresh finds nothing changed, all are deleted in
 * reverse. `<github:Team name: id>` in the inputs becomes what that resource gave; `given` says what comes from elsewhere.
 */
export class Replay {
  readonly #engine: PracticeEngine;
  readonly #planned: readonly Planned[];
  readonly #given: (placeholder: string) => unknown;

  constructor(
    engine: PracticeEngine,
    planned: readonly Planned[],
    given: (placeholder: string) => unknown = () => undefined,
  ) {
    this.#engine = engine;
    this.#planned = planned;
    this.#given = given;
  }

  /** Makes all of them. */
  async make(): Promise<void> {
    expect(this.#planned.length).toBeGreaterThan(0);
    for (const each of this.#planned) {
      expect([each.name, await this.#up(each)]).toEqual([each.name, "create"]);
    }
  }

  /** A second time nothing is to be done, and a refresh finds nothing changed. */
  async unchanged(): Promise<void> {
    for (const each of this.#planned) {
      expect([each.name, await this.#up(each)]).toEqual([each.name, "same"]);
      expect([each.name, await this.#engine.refresh(keyOf(each))]).toEqual([each.name, []]);
      expect([each.name, await this.#up(each)]).toEqual([each.name, "same"]);
    }
  }

  /** Each is imported by the id in the state, or by what `importId` says; types without import are left out by it. */
  async imported(importId: (planned: Planned, id: string, state: Properties) => string | undefined): Promise<void> {
    for (const each of this.#planned) {
      const { id, state } = this.#engine.recorded(keyOf(each));
      const given = importId(each, id, state);
      if (given === undefined) continue;
      expect([each.name, (await this.#engine.import(each.type, each.name, given))?.id]).toEqual([each.name, id]);
    }
  }

  /** Deletes all of them. */
  async remove(): Promise<void> {
    for (const each of this.#planned.toReversed()) await this.#engine.down(keyOf(each));
  }

  async #up(planned: Planned): Promise<string> {
    return await this.#engine.up(planned.type, keyOf(planned), this.#inputsOf(planned));
  }

  #inputsOf({ type, inputs }: Planned): Properties {
    const spec = this.#engine.provider.specOf(type);
    const entries = Object.entries(this.#resolved(inputs) as Properties);
    return Object.fromEntries(entries.map(([key, value]) => [key, typed(spec.inputs[key]?.type, value)]));
  }

  #resolved(value: unknown): unknown {
    if (typeof value === "string") return this.#resolvedText(value);
    if (Array.isArray(value)) return value.map((each) => this.#resolved(each));
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, each]) => [key, this.#resolved(each)] as const);
    const [first] = entries;
    // The plans show texts that are JSON as what they say.
    return first?.[0] === "(JSON text)" ? JSON.stringify(first[1]) : Object.fromEntries(entries);
  }

  #resolvedText(text: string): unknown {
    if (text === "[secret]") return this.#given(text) ?? "s3cret-of-the-test";
    const whole = /^<([^<>]+)>$/.exec(text);
    if (whole !== null) return this.#valueOf(whole[1] ?? "") ?? text;
    return text.replaceAll(/<([^<>]+)>/g, (all, inner: string) => textOf(this.#valueOf(inner), all));
  }

  /** `github:Team organization-team-x: id`. */
  #valueOf(placeholder: string): unknown {
    const match = /^(\w+):(\w+) (.+): (\w+)$/.exec(placeholder);
    const [, , kind = "", name = "", property = ""] = match ?? [];
    const source = this.#planned.find((each) => each.name === name && each.type.endsWith(`:${kind}`));
    if (source === undefined) return this.#given(placeholder);
    const { id, state } = this.#engine.recorded(keyOf(source));
    return property === "id" ? id : state[property];
  }
}

/** Ids are text in the state; where a number belongs, the program turns them into one. */
function typed(type: ValueType | undefined, value: unknown): unknown {
  if (type?.kind === "list" && Array.isArray(value)) return value.map((each) => typed(type.item, each));
  if (type?.kind === "object" && typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, typed(type.fields[key]?.type, each)]));
  }
  return (type?.kind === "number" || type?.kind === "integer") && typeof value === "string" ? Number(value) : value;
}

function textOf(value: unknown, otherwise: string): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
}

function keyOf({ type, name }: Planned): string {
  return `${type} ${name}`;
}
