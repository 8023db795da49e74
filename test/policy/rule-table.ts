import type { Finding, Verdict } from "@launchgate/core";
import { beforeAll, describe, expect, it } from "vitest";
import type { Rule } from "../../policy/define-rule.ts";
import { judge } from "../../policy/kernel/judge.ts";
import { fixedInstant, type StackName } from "../helpers/stack-plans.ts";
import { captured } from "./captured.ts";
import { StackEdit, UNKNOWN } from "./stack-edit.ts";

/** One change that breaks the rule, and what is said of it. */
export interface BreakCase {
  readonly name: string;
  readonly edit: (stack: StackEdit) => unknown;
  /** Exact message. */
  readonly message: string;
  /** Resource that the finding is about. Default: the table's resource. */
  readonly at?: string;
  /** Kind of the finding. Default `violation`. */
  readonly kind?: Finding["kind"];
  /** Further resources of which the same is said, where one change breaks the rule for several. */
  readonly also?: readonly string[];
}

/** What is tested of a rule: each entry is a test of its own. */
export interface RuleTable {
  readonly rule: Rule;
  /** Stack of the reference organisation that keeps the rule. */
  readonly stack: StackName;
  /** Logical name of the resource that the cases are about; `stack` for none. */
  readonly resource: string;
  readonly breaks: readonly BreakCase[];
  /** Changes that the rule lets pass. */
  readonly passes?: readonly { readonly name: string; readonly edit: (stack: StackEdit) => unknown }[];
  /**
   * Paths of inputs that the rule reads: unknown is undecided, `wrong` is a violation. `of`: resource that holds it, default the table's;
   * `at`: resource that the finding is about, default the table's; `wrongMessage`: exact message for the wrong type, default
   * what the view says.
   */
  readonly reads: readonly {
    readonly path: string;
    readonly wrong: unknown;
    /** Exact message for null; null `passes` where nothing there is right. */
    readonly null: { readonly message: string; readonly at?: string } | "passes";
    readonly of?: string;
    readonly at?: string;
    readonly wrongMessage?: string;
  }[];
  readonly now?: Date;
  readonly phase?: "preview" | "update";
}

/** The table's tests: passing example, one broken thing a test, unknown, wrong type, null, waiver. (issue 8, quality) */
export function testRule(table: RuleTable): void {
  const { rule } = table;
  describe(`${rule.id} (${rule.requirements.join(", ")})`, () => {
    let fresh: () => StackEdit;
    beforeAll(async () => {
      const resources = await captured(table.stack);
      fresh = () => new StackEdit(resources);
    });
    const judged = (stack: StackEdit): Verdict =>
      judge([rule], { resources: stack.resources, now: table.now ?? fixedInstant, phase: table.phase ?? "preview" });
    const told = (stack: StackEdit): string[] =>
      judged(stack).findings.map(({ kind, rule: id, resource, message }) => `${kind} ${id} ${resource}: ${message}`);
    const line = ({ kind = "violation", at = table.resource, message }: Omit<BreakCase, "name" | "edit">): string =>
      `${kind} ${rule.id} ${at}: ${message}`;

    it("passes the reference organisation, and has looked at it", () => {
      const verdict = judged(fresh());
      expect(verdict.findings).toEqual([]);
      expect(verdict.passed).toEqual([rule.id]);
    });

    it.for(table.breaks)("breaks: $name", (each) => {
      const stack = fresh();
      each.edit(stack);
      const { also = [] } = each;
      expect(told(stack).sort()).toEqual([line(each), ...also.map((at) => line({ ...each, at }))].sort());
    });

    it.for(table.passes ?? [])("passes: $name", ({ edit }) => {
      const stack = fresh();
      edit(stack);
      expect(told(stack)).toEqual([]);
    });

    for (const { path, wrong, null: none, of = table.resource, at = table.resource, wrongMessage } of table.reads) {
      it(`unknown ${path}: cannot judge yet`, () => {
        const stack = fresh().set(of, path, UNKNOWN);
        const message = `cannot judge yet: "${path}" is not known before the update`;
        expect(told(stack)).toContain(line({ kind: "undecided", at, message }));
        expect(judged(stack).passed).toEqual([]);
      });

      it(`wrong type of ${path}: violation`, () => {
        const found = judged(fresh().set(of, path, wrong)).findings.filter(({ resource }) => resource === at);
        expect(found.map(({ kind }) => kind)).toEqual(["violation"]);
        const says = new RegExp(`^"${path.replaceAll(".", "\\.")}[^"]*" must be `);
        expect(found[0]?.message).toMatch(wrongMessage === undefined ? says : exactly(wrongMessage));
      });

      it(`null ${path}: ${none === "passes" ? "nothing to say" : "violation"}`, () => {
        const stack = fresh().set(of, path, null);
        expect(told(stack)).toEqual(none === "passes" ? [] : [line({ at, ...none })]);
      });
    }

    it("a waiver for exactly this resource excuses it, and nothing else", () => {
      const [first] = table.breaks;
      if (first === undefined) throw new Error(`${rule.id} has no breaking case`);
      const stack = fresh();
      first.edit(stack);
      const resource = first.at ?? table.resource;
      const waiver = (name: string): Record<string, string> => ({
        rule: rule.id,
        stack: table.stack,
        resource: name,
        owner: "ada-brandt",
        reason: "A test of how waivers excuse one resource.",
        link: "https://example.com/issues/1",
        granted: "2026-11-01",
        expires: "2026-11-30",
        timeZone: "Europe/Berlin",
      });
      stack.set("release-plan", "waivers.one", waiver(resource));
      const excused = judged(stack).findings.filter((each) => each.resource === resource);
      expect(excused.map(({ kind, waiver: by }) => [kind, by?.id])).toEqual([["waived", "one"]]);
      expect(judged(stack).passes).toBe((first.also ?? []).length === 0);
      stack.set("release-plan", "waivers.one", waiver("another-resource"));
      const others = (first.also ?? []).map(() => "violation");
      expect(judged(stack).findings.map(({ kind }) => kind)).toEqual([
        first.kind ?? "violation",
        ...others,
        "waiver-unused",
      ]);
    });
  });
}

/** Matches this text and nothing else. */
function exactly(text: string): RegExp {
  return new RegExp(`^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")}$`);
}
