import { execFileSync } from "node:child_process";
import { copyFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

interface Manifest extends Record<string, unknown> {
  readonly exports: Readonly<Record<string, string>>;
}

const places = (root: string): { manifest: string; kept: string } => ({
  manifest: join(root, "package.json"),
  kept: join(root, "package.workspace.json"),
});

/**
 * Compiles `src` of a package to `dist` and points its package.json there, before `npm pack` and `npm publish`: inside the workspace the
 * source runs as it is, but Node runs no TypeScript from node_modules. {@link restore} undoes the second part.
 */
export function compile(root: string): void {
  const { manifest, kept } = places(root);
  const compiler = createRequire(import.meta.url).resolve("typescript/bin/tsc");
  rmSync(join(root, "dist"), { recursive: true, force: true });
  execFileSync(process.execPath, [compiler, "-p", join(root, "tsconfig.build.json")], { stdio: "inherit" });
  // A pack that was killed leaves the published form behind: the kept one is then the original.
  if (existsSync(kept)) copyFileSync(kept, manifest);
  else copyFileSync(manifest, kept);
  const original = JSON.parse(readFileSync(manifest, "utf8")) as Manifest;
  const published = Object.fromEntries(Object.entries(original).filter(([key]) => key !== "scripts"));
  const compiled = Object.entries(original.exports).map(([name, file]) => [name, compiledForm(file)] as const);
  writeFileSync(manifest, `${JSON.stringify({ ...published, exports: Object.fromEntries(compiled) }, undefined, 2)}\n`);
}

function compiledForm(file: string): unknown {
  if (!file.endsWith(".ts")) return file;
  const base = file.replace("./src/", "./dist/").slice(0, -".ts".length);
  return { types: `${base}.d.ts`, default: `${base}.js` };
}

/** Puts back the package.json of the workspace. */
export function restore(root: string): void {
  const { manifest, kept } = places(root);
  if (existsSync(kept)) renameSync(kept, manifest);
}

const [act, root] = process.argv.slice(2);
if (act === "compile" && root !== undefined) compile(root);
if (act === "restore" && root !== undefined) restore(root);
