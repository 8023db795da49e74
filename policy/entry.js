// eslint-disable-next-line no-restricted-imports -- no rule: what the loader starts
import module from "node:module";

// The loader starts a process for each run, and kills it: types are stripped and sources compiled once, and kept right away.
module.enableCompileCache();
// Not awaited, for the loader takes the pack by require; what goes wrong it reports as an unhandled rejection.
void import("./index.ts").then(() => module.flushCompileCache());
