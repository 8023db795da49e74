/** Runs after `npm pack`: gives the workspace its package.json back. */
import { existsSync, renameSync } from "node:fs";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const kept = join(root, "package.workspace.json");
if (existsSync(kept)) renameSync(kept, join(root, "package.json"));
