/**
 * Stands in for `vitest` where Stryker runs the tests: they are collected once, and run again for each mutant in the same process. `expect` is
 * vitest's own.
 */
export { expect } from "vitest";

type Body = (...args: never[]) => unknown;
type Step = () => unknown;

/** Tests under one heading, with what runs before and after them. */
export interface Suite {
  readonly name: string;
  readonly parent: Suite | undefined;
  readonly beforeAll: Step[];
  readonly beforeEach: Step[];
  readonly afterEach: Step[];
  readonly afterAll: Step[];
}

/** One test, as it was written down. */
export interface Collected {
  /** Name that no other test has. */
  readonly id: string;
  readonly file: string;
  readonly suite: Suite;
  readonly body: Step;
}

/** Every test of the files loaded so far. */
export const collected: Collected[] = [];

let file = "";
let suite: Suite = suiteOf("", undefined);

function suiteOf(name: string, parent: Suite | undefined): Suite {
  return { name, parent, beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] };
}

/** Tests from here on belong to `name`. */
export function startFile(name: string): void {
  file = name;
  suite = suiteOf(name, undefined);
}

function pathOf({ name, parent }: Suite): string {
  return parent === undefined ? name : `${pathOf(parent)} > ${name}`;
}

function addTest(name: string, body: Step): void {
  const place = `${pathOf(suite)} > ${name}`;
  const same = collected.filter(({ id }) => id === place || id.startsWith(`${place} #`)).length;
  collected.push({ id: same === 0 ? place : `${place} #${String(same + 1)}`, file, suite, body });
}

function addSuite(name: string, body: Step): void {
  const outer = suite;
  suite = suiteOf(name, outer);
  body();
  suite = outer;
}

/** The body among vitest's arguments, which may hold options before it or a limit after it. */
function bodyOf(rest: readonly unknown[]): Body {
  const body = rest.find((each) => typeof each === "function");
  if (body === undefined) throw new Error("a test without a body");
  return body as Body;
}

type Add = (name: string, body: Step) => void;

interface Maker {
  (name: string, ...rest: readonly unknown[]): void;
  readonly for: (cases: readonly unknown[]) => (name: string, ...rest: readonly unknown[]) => void;
  readonly each: (cases: readonly unknown[]) => (name: string, ...rest: readonly unknown[]) => void;
}

function maker(add: Add): Maker {
  const over =
    (spread: boolean) =>
    (cases: readonly unknown[]) =>
    (name: string, ...rest: readonly unknown[]): void => {
      const body = bodyOf(rest);
      for (const each of cases) add(name, () => body(...((spread && Array.isArray(each) ? each : [each]) as never[])));
    };
  return Object.assign((name: string, ...rest: readonly unknown[]) => add(name, bodyOf(rest)), {
    for: over(false),
    each: over(true),
  });
}

export const it = maker(addTest);
export const test = it;
export const describe = maker(addSuite);

export const beforeAll = (step: Step): void => void suite.beforeAll.push(step);
export const beforeEach = (step: Step): void => void suite.beforeEach.push(step);
export const afterEach = (step: Step): void => void suite.afterEach.push(step);
export const afterAll = (step: Step): void => void suite.afterAll.push(step);
