import { startSandbox } from "../../src/index.ts";
import { seed } from "./seed.ts";

/** Starts a sandbox in the folder given and tells where it is, for tests that kill it. */
const folder = process.argv[2];
if (folder === undefined) throw new Error("which folder?");
const { urls, tokens } = await startSandbox({ folder, seed });
process.stdout.write(`${JSON.stringify({ github: urls.github, token: tokens.github["pulumi"]?.token })}\n`);
