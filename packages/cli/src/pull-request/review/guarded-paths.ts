import type { GuardedChange } from "./review.ts";

/** What guards the rules themselves; the first row that fits counts. Their changes need code owners (P6, S1). */
const guarded: readonly { readonly pattern: RegExp; readonly guards: string }[] = [
  {
    pattern: /^policy\/(?:PulumiPolicy\.yaml|package\.json|entry\.js|index\.ts|pack\.ts)$/i,
    guards: "configuration of the policy pack",
  },
  { pattern: /^policy\//i, guards: "the release rules" },
  { pattern: /^\.github\/workflows\//i, guards: "the pipeline" },
  { pattern: /(?:^|\/)CODEOWNERS$/i, guards: "who must review what" },
  { pattern: /^\.(?:github|ci)\//i, guards: "the pipeline" },
  { pattern: /^(?:packages|scripts)\//i, guards: "the tools that judge and deploy" },
  { pattern: /^(?:package(?:-lock)?\.json|\.npmrc|\.nvmrc|tsconfig\.json)$/i, guards: "what the tools are made of" },
  { pattern: /^(?:infra|components)\//i, guards: "the program that is planned and applied" },
  { pattern: /^Pulumi(?:\.[\w-]+)?\.yaml$/i, guards: "accounts, endpoints and secrets of stacks" },
  { pattern: /^stacks\/(?:release|vendors)\.ts$/i, guards: "waivers, sign-offs, freeze or what vendor plans allow" },
];

/** Which of the changed files guard the rules, in the order of the table. */
export function guardedChanges(paths: readonly string[]): readonly GuardedChange[] {
  const found = [...new Set(paths)].flatMap((path): readonly (GuardedChange & { readonly row: number })[] => {
    const row = guarded.findIndex(({ pattern }) => pattern.test(path));
    const { guards } = guarded[row] ?? {};
    return guards === undefined ? [] : [{ path, guards, row }];
  });
  return found
    .toSorted((a, b) => a.row - b.row || (a.path < b.path ? -1 : 1))
    .map(({ path, guards }) => ({ path, guards }));
}
