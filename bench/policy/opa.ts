import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Release that is measured against. */
const MODULE = "github.com/open-policy-agent/opa@v1.18.2";
const folder = path.resolve(".launchgate/tools");
const binary = path.join(folder, "opa");

/** Where `opa` is, or why it cannot be had here. */
export type Opa = { readonly binary: string } | { readonly absent: string };

/** Finds `opa`, or builds it once with the Go of this machine: some minutes. */
export function findOpa(): Opa {
  if (existsSync(binary)) return { binary };
  if (spawnSync("go", ["version"]).status !== 0) return { absent: `Go is not on PATH, so ${MODULE} cannot be built` };
  mkdirSync(folder, { recursive: true });
  process.stdout.write(`Building ${MODULE} into ${path.relative(process.cwd(), folder)}\n`);
  const run = spawnSync("go", ["install", "-ldflags", "-s -w", MODULE], {
    encoding: "utf8",
    env: { ...process.env, GOBIN: folder },
  });
  return run.status === 0 ? { binary } : { absent: `go install ${MODULE} failed: ${run.stderr.trim()}` };
}

const answerSchema = z.object({
  result: z.tuple([z.object({ expressions: z.tuple([z.object({ value: z.array(z.string()) })]) })]),
});

/** Arguments of an evaluation of `module` over a plan. */
export function evaluation(module: string, plan: string): readonly string[] {
  return ["eval", "--format", "json", "--data", module, "--input", plan, "data.release.deny"];
}

/** What an evaluation printed: the breaches. Throws where it is anything else. */
export function deniesOf(printed: string): readonly string[] {
  return answerSchema.parse(JSON.parse(printed)).result[0].expressions[0].value;
}
