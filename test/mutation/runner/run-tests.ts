import type { Collected, Suite } from "./tests.ts";

/** How one test went. */
export interface Outcome {
  readonly id: string;
  readonly file: string;
  readonly milliseconds: number;
  /** What it failed with; absent where it passed. */
  readonly failure?: string;
}

/** What is told about the run while it goes on. */
export interface Watch {
  /** Called with the id of a test before it runs, and with nothing after it. */
  readonly onTest: (id?: string) => void;
  /** Whether the run ends with the first test that fails. */
  readonly bail: boolean;
}

/** Runs tests one after the other. `beforeAll` of a heading runs before the first of its tests, `afterAll` at the end. */
export async function runTests(tests: readonly Collected[], { onTest, bail }: Watch): Promise<Outcome[]> {
  const open = new Set<Suite>();
  const outcomes: Outcome[] = [];
  for (const test of tests) {
    const start = performance.now();
    const failure = await failureOf(test, open, onTest);
    const { id, file } = test;
    outcomes.push({ id, file, milliseconds: performance.now() - start, ...(failure === undefined ? {} : { failure }) });
    if (bail && failure !== undefined) break;
  }
  for (const suite of open) for (const step of suite.afterAll) await step();
  return outcomes;
}

async function failureOf(
  { id, suite, body }: Collected,
  open: Set<Suite>,
  onTest: Watch["onTest"],
): Promise<string | undefined> {
  const suites = withParents(suite);
  try {
    for (const each of suites) await opened(each, open);
    onTest(id);
    for (const each of suites) for (const step of each.beforeEach) await step();
    await body();
    for (const each of suites) for (const step of each.afterEach) await step();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    onTest();
  }
}

async function opened(suite: Suite, open: Set<Suite>): Promise<void> {
  if (open.has(suite)) return;
  open.add(suite);
  for (const step of suite.beforeAll) await step();
}

/** The suite's parents, outermost first, and itself. */
function withParents(suite: Suite): Suite[] {
  return suite.parent === undefined ? [suite] : [...withParents(suite.parent), suite];
}
