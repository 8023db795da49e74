import { existsSync } from "node:fs";
import type { TestProject } from "vitest/node";
import { buildProvider } from "./helpers/plugin-build.ts";
import { engineFile } from "./helpers/plugin-files.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Why GitHub's provider is not there; a `fault` is one of ours and must fail the tests. */
    truthBuild: { readonly reason?: string; readonly fault?: string };
  }
}

/**
 * Called by vitest before the tests of the check: builds GitHub's provider where the engine is there and the machine can. A fault is
 * told by the tests, so that it does not stop other suites.
 */
export async function setup(project: TestProject): Promise<void> {
  project.provide("truthBuild", await build());
}

async function build(): Promise<{ reason?: string; fault?: string }> {
  if (!existsSync(engineFile)) return { reason: "there is no engine: run `launchgate engine install`" };
  try {
    const built = await buildProvider((line) => void process.stderr.write(`${line}\n`));
    return built.ok ? {} : { reason: built.reason };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}
