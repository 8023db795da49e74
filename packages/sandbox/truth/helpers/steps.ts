import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";

/** What the engine did or would do to one resource. */
export interface Step {
  /** `create`, `update`, `replace`, `delete`, `import`, `refresh`, ... */
  readonly op: string;
  readonly type: string;
  readonly name: string;
  /** Paths of the inputs that differ, sorted. */
  readonly differs: readonly string[];
}

/** Steps of a replacement that say the same again. */
const echoes = new Set(["same", "read", "create-replacement", "delete-replaced", "discard-replaced"]);

/** Collects the steps of an operation from the engine's events; those without a change are left out. */
export class StepReader {
  readonly #steps: Step[] = [];
  readonly #errors: string[] = [];
  same = 0;

  /** Takes one event. */
  readonly take = (event: EngineEvent): void => {
    const diagnostic = event.diagnosticEvent;
    if (diagnostic?.severity === "error") {
      this.#errors.push(`${diagnostic.urn?.split("::").at(-1) ?? ""}: ${diagnostic.message.trim()}`);
    }
    const done = event.resOutputsEvent ?? event.resourcePreEvent;
    if (done === undefined) return;
    const { op, urn, detailedDiff, diffs } = done.metadata;
    const [, , types = "", name = ""] = urn.split("::");
    const type = types.split("$").at(-1) ?? "";
    if (type.startsWith("pulumi:")) return;
    if (op === "same" && event.resOutputsEvent) this.same += 1;
    if (echoes.has(op)) return;
    const differs = [...new Set([...Object.keys(detailedDiff ?? {}), ...(diffs ?? [])])].sort();
    // A refresh without a difference is no change; its outcome is told by the later event.
    if (op === "refresh" && (event.resourcePreEvent !== undefined || differs.length === 0)) return;
    const known = this.#steps.findIndex((each) => each.name === name && each.op === op);
    if (known >= 0) this.#steps.splice(known, 1);
    this.#steps.push({ op, type, name, differs });
  };

  /** Steps by name of the resource. */
  get steps(): readonly Step[] {
    return [...this.#steps].sort((a, b) => a.name.localeCompare(b.name));
  }

  /** What the engine and the provider complained of. */
  get errors(): readonly string[] {
    return this.#errors;
  }
}

/** A step in one line, for messages of tests. */
export function line({ op, type, name, differs }: Step): string {
  const changed = differs.length === 0 ? "" : ` (${differs.join(", ")})`;
  return `${op} ${type.split(":").at(-1) ?? type} ${name}${changed}`;
}
