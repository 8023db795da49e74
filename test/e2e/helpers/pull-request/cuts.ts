import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { vendors } from "../../../../stacks/vendors.ts";
import { inRepository } from "../../../helpers/repository.ts";
import { unusedVendors } from "../sandbox-world.ts";
import { replaced } from "./changes.ts";
import { linkPackages, type TreeFile } from "./origin.ts";

/** Something that the practice repository says otherwise than this one. */
interface Cut {
  readonly why: string;
  readonly files: readonly string[];
  readonly cut: (text: string) => string;
}

const smallSmoke = `[
        { title: "The application is alive", path: "/health", expectBody: "ok", within: "30 seconds" },
        { title: "The home page renders", path: "/", expectBody: "Motion Mavericks", within: "30 seconds" },
      ]`;

/** All of it. Whatever is not here is as in this repository. */
export const cuts: readonly Cut[] = [
  {
    why: "a required check: `check` is the whole test suite, an hour",
    files: ["packages/core/src/domain/rules-repository.ts"],
    cut: (text) => replaced(text, 'requiredJobs = ["check", "preview"]', 'requiredJobs = ["preview"]'),
  },
  {
    why: "Neon and Datadog are not used: three vendors take a third of the time",
    files: ["stacks/vendors.ts"],
    cut: () => `import type { ModelInput } from "@launchgate/core";

/** Which plan of each vendor the practice pays for. */
export const vendors = ${JSON.stringify({ ...vendors, ...unusedVendors(["github", "vercel", "pagerduty"]) }, null, 2)} satisfies ModelInput["vendors"];
`,
  },
  {
    why: "one service",
    files: ["stacks/dev.ts", "stacks/staging.ts", "stacks/prod.ts"],
    cut: (text) => replaced(text, 'services: ["web", "bridge-api"]', 'services: ["web"]'),
  },
  {
    why: "its smoke asks for no database",
    files: ["stacks/services.ts"],
    cut: (text) => text.replace(/(?<=smoke: \{\s+steps: )\[[\s\S]*?\n {6}\]/, () => smallSmoke),
  },
];

/** Writes the files of the practice repository into a folder, with the packages that they need. */
export function writeRules(folder: string, files: readonly TreeFile[]): void {
  for (const { path: each } of files) {
    mkdirSync(path.dirname(path.join(folder, each)), { recursive: true });
    cpSync(inRepository(each), path.join(folder, each));
  }
  for (const { files: names, cut } of cuts) {
    for (const name of names) {
      const own = readFileSync(path.join(folder, name), "utf8");
      const text = cut(own);
      if (text === own) throw new Error(`nothing of ${name} is cut: what was there is not there any more`);
      writeFileSync(path.join(folder, name), text);
    }
  }
  linkPackages(folder);
}
