/** Mutants that no test can notice, each with the reason. A mutant that stands here and is noticed, or is gone, must be taken out. */
export interface Justified {
  /** Path of the file from the root. */
  readonly file: string;
  /** The line that the mutant begins on, trimmed. */
  readonly code: string;
  /** What stands there. */
  readonly from: string;
  /** What the mutant puts there. */
  readonly to: string;
  /** Why it changes nothing that anybody could see. */
  readonly why: string;
}

/** See {@link Justified}. */
export const justified: readonly Justified[] = [
  {
    file: "policy/kernel/graph.ts",
    code: "for (const views of this.#byType.values()) views.sort((a, b) => (a.urn < b.urn ? -1 : 1));",
    from: "a.urn < b.urn",
    to: "a.urn <= b.urn",
    why: "No two resources of a stack have the same URN: the engine refuses it.",
  },
  {
    file: "policy/kernel/judge.ts",
    code: "if (!planned) return noWaivers;",
    from: "!planned",
    to: "false",
    why: "A stack that is not planned holds no plan, whose type is a component of ours: reading it fails, and there are no waivers either.",
  },
  {
    file: "policy/kernel/plan.ts",
    code: "readPlans.set(resource.resource, result.data);",
    from: "readPlans.set(resource.resource, result.data);",
    to: ";",
    why: "What was read is kept to be quick: the same plan is read again with the same result.",
  },
  {
    file: "policy/kernel/settings.ts",
    code: 'const lines = result.error.issues.map(({ path, message }) => `${path.join(".") || "settings"}: ${message}`);',
    from: '"."',
    to: '""',
    why: "The settings are flat: no path has two parts.",
  },
  {
    file: "policy/kernel/waivers.ts",
    code: 'const places = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "it"}: ${message}`).join("; ");',
    from: '"."',
    to: '""',
    why: "A waiver is flat: no path has two parts.",
  },
  {
    file: "policy/kernel/view.ts",
    code: 'const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);',
    from: 'typeof value === "number"',
    to: "true",
    why: "Number.isFinite is false for everything that is not a number; the comparison is for the compiler.",
  },
  {
    file: "policy/kernel/view.ts",
    code: 'return typeof value === "string" && unknownSentinels.has(value);',
    from: 'typeof value === "string"',
    to: "true",
    why: "The set holds texts alone, so that nothing else is in it.",
  },
  {
    file: "policy/kernel/view.ts",
    code: 'const isMap = (value: unknown): value is object => value !== null && typeof value === "object" && !Array.isArray(value);',
    from: "value !== null",
    to: "true",
    why: "A view's value is never null: null is read as nothing before it is asked for its kind.",
  },
];
