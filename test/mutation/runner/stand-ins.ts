/** What imports lead to where Stryker runs the tests. */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";
import path from "node:path";

const here = import.meta.dirname;
const url = (...parts: string[]): string => pathToFileURL(path.join(here, ...parts)).href;
const tests = url("tests.ts");

registerHooks({
  resolve(name, context, next) {
    if (name === "vitest" && context.parentURL !== tests) return { url: tests, shortCircuit: true };
    // node_modules links to the package outside the copy, which has no mutants in it.
    if (name === "@launchgate/core") return { url: url("../../../packages/core/src/index.ts"), shortCircuit: true };
    // Running the program of a stack takes a second, and no mutant changes it.
    if (name.endsWith("/helpers/stack-plans.ts")) return { url: url("../kept-plans.ts"), shortCircuit: true };
    if (name.endsWith("/captured.ts")) return { url: url("../kept-captures.ts"), shortCircuit: true };
    return next(name, context);
  },
});
