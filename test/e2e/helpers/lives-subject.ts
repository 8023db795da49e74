import { isDeepStrictEqual } from "node:util";
import type { Properties } from "@launchgate/provider-kit";
import { stepsOf, type Life, type Lives, type Step } from "../../../packages/sandbox/test/plugin/lives/life.ts";

/** One resource that goes through a life in a stack, a change a round. */
export interface Subject {
  /** Name in the stack. */
  readonly name: string;
  /** Package of its provider. */
  readonly vendor: string;
  readonly life: Life;
  /** What it goes through, in rounds 1, 2, ... */
  readonly steps: readonly Step[];
}

/** Changes of one subject; longer lives are shared by several subjects of one type, so that there are fewer rounds. */
const share = 24;

/** The subjects of lives. */
export function subjectsOf(vendor: string, lives: Lives): readonly Subject[] {
  return Object.entries(lives).flatMap(([key, life]) => {
    const name = `${vendor} ${key}`;
    const steps = stepsOf(life);
    const isOneOnly = life.lasting === true || typeof life.inputs["name"] !== "string";
    const parts = isOneOnly ? 1 : Math.ceil(steps.length / share);
    const length = Math.ceil(steps.length / parts);
    return Array.from({ length: parts }, (_, part) => {
      const own = steps.slice(part * length, (part + 1) * length);
      return { vendor, ...(part === 0 ? { name, life, steps: own } : another(name, life, own, part + 1)) };
    });
  });
}

/** The same life under another name of the vendor's. */
function another(first: string, life: Life, steps: readonly Step[], number: number): Omit<Subject, "vendor"> {
  const named = (inputs: Properties): Properties => ({ ...inputs, name: `${String(inputs["name"])}-${number}` });
  return {
    name: `${first} ${number}`,
    life: { ...life, inputs: named(life.inputs) },
    steps: steps.map((step) => ({ ...step, declared: named(step.declared) })),
  };
}

/** What a subject declares in a round; in round 0, and when all is gone through, its first inputs. */
export function declaredIn({ life, steps }: Subject, round: number): Properties {
  return steps[round - 1]?.declared ?? life.inputs;
}

/** How many rounds there are until the last of them declares its first inputs again. */
export function roundsOf(subjects: readonly Subject[]): number {
  return Math.max(...subjects.map(({ steps }) => steps.length)) + 1;
}

/**
 * What the engine must do in a round, as its line says it; undefined where nothing. The change of the round before is taken back at
 * the same time: whatever of the two is no mere "same" is told, and makes the resource anew if one of them does.
 */
export function expectedIn(subject: Subject, round: number): string | undefined {
  const moves = [subject.steps[round - 2], subject.steps[round - 1]].filter((each) => each !== undefined);
  const telling = moves.filter(({ act }) => act !== "same");
  const [before, now] = [declaredIn(subject, round - 1), declaredIn(subject, round)];
  const touched = telling.flatMap(({ declared }) => differing(declared, subject.life.inputs));
  const differs = touched.filter((key) => !isDeepStrictEqual(before[key], now[key]));
  if (differs.length === 0) return undefined;
  const op = telling.some(({ act }) => act === "replace") ? "replace" : "update";
  return `${op} ${subject.name}: ${[...new Set(differs)].sort().join(", ")}`;
}

function differing(one: Properties, other: Properties): readonly string[] {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].filter((key) => !isDeepStrictEqual(one[key], other[key]));
}
