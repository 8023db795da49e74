/**
 * Runs before `npm pack` and `npm publish`: compiles src to dist and points package.json at it. scripts/restore.ts undoes the
 * second part afterwards, because inside the workspace the source runs as it is.
 */
import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const root = join(import.meta.dirname, "..");
const manifest = join(root, "package.json");
const kept = join(root, "package.workspace.json");

const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
rmSync(join(root, "dist"), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });

// A pack that was killed leaves the published form behind: the kept one is then the original.
if (existsSync(kept)) copyFileSync(kept, manifest);
else copyFileSync(manifest, kept);
const original = JSON.parse(readFileSync(manifest, "utf8")) as Record<string, unknown>;
const published = Object.fromEntries(Object.entries(original).filter(([key]) => key !== "scripts"));
const compiled = {
  ".": { types: "./dist/index.d.ts", default: "./dist/index.js" },
  "./package.json": "./package.json",
};
writeFileSync(manifest, `${JSON.stringify({ ...published, exports: compiled }, undefined, 2)}\n`);
