import { stripVTControlCharacters } from "node:util";
import type { EngineEvent } from "@pulumi/pulumi/automation/index.js";
import type { Changes, EngineProgress, PolicyFinding, ResourceStep } from "./engine-port.ts";
import { readingOf, type ResourceReading } from "./readings.ts";
import type { SecretMask } from "./secret-mask.ts";

type Metadata = NonNullable<EngineEvent["resourcePreEvent"]>["metadata"];

/** Said once more of every resource that a failed run did not reach: no news, unless nothing else was wrong. */
const planEcho = /^expected resource operations for .+ but none were seen/;
/** Said of the operation as a whole, after the reason was told. */
const closing = /^(?:update|preview|refresh|destroy|deletion) failed$/;

/** Levels that do not block; any other one does, known or not. */
const advisory: ReadonlySet<string> = new Set(["advisory", "warning"]);
/** The engine remarks on how it runs a policy pack: our way, nothing to warn of. */
const analyzerRemark = "using pulumi-analyzer-policy-nodejs from ";

/** What the engine does without changing anything: no part of a plan. */
const quiet: ReadonlySet<string> = new Set(["same", "read", "refresh"]);

const severities: Readonly<Record<string, "info" | "warning" | "error">> = {
  info: "info",
  "info#err": "info",
  warning: "warning",
  error: "error",
};

/** Turns the engine's events into {@link EngineProgress} and keeps what an outcome is made of. */
export class EventReader {
  readonly steps: ResourceStep[] = [];
  readonly findings: PolicyFinding[] = [];
  /** Texts of error diagnostics, with the name of their resource. */
  readonly errors: string[] = [];
  /** Resources of the plan that the run did not reach. */
  readonly planEchoes: string[] = [];
  changes: Changes = changesOf({});
  readonly #mask: SecretMask;
  readonly #listener: ((event: EngineProgress) => void) | undefined;
  readonly #onReading: ((reading: ResourceReading) => void) | undefined;

  constructor(
    mask: SecretMask,
    listener?: (event: EngineProgress) => void,
    onReading?: (reading: ResourceReading) => void,
  ) {
    this.#mask = mask;
    this.#listener = listener;
    this.#onReading = onReading;
  }

  /** Takes one event. An arrow, so that it can be handed over as it is. */
  readonly take = (event: EngineEvent): void => {
    if (event.resourcePreEvent) this.#began(stepOf(event.resourcePreEvent.metadata));
    if (event.resOutputsEvent) this.#finished(stepOf(event.resOutputsEvent.metadata), "done");
    if (event.resOutputsEvent && this.#onReading)
      this.#onReading(readingOf(event.resOutputsEvent.metadata, (text) => this.#mask.text(text)));
    if (event.resOpFailedEvent) this.#finished(stepOf(event.resOpFailedEvent.metadata), "failed");
    if (event.diagnosticEvent) this.#diagnostic(event.diagnosticEvent);
    if (event.policyEvent) this.#policy(event.policyEvent);
    if (event.summaryEvent) this.changes = changesOf(event.summaryEvent.resourceChanges);
  };

  #began(resource: ResourceStep): void {
    this.#tell({ kind: "resource", phase: "began", resource });
  }

  #finished(resource: ResourceStep, phase: "done" | "failed"): void {
    // One resource may be told twice, as begun and as refreshed: the last word counts.
    const known = this.steps.findIndex(({ urn, op }) => urn === resource.urn && op === resource.op);
    if (known !== -1) this.steps.splice(known, 1);
    if (!quiet.has(resource.op)) this.steps.push(resource);
    this.#tell({ kind: "resource", phase, resource });
  }

  #diagnostic(event: NonNullable<EngineEvent["diagnosticEvent"]>): void {
    const severity = severities[event.severity];
    const text = this.#clean(event.message);
    // The SDK also sends `debug`, which its types do not know.
    if (event.ephemeral === true || severity === undefined || text === "" || text.startsWith(analyzerRemark)) return;
    if (severity === "error" && closing.test(text)) return;
    if (severity === "error" && planEcho.test(text)) {
      this.planEchoes.push(text);
      return;
    }
    if (severity === "error") this.errors.push(event.urn ? `${nameOf(event.urn)}: ${text}` : text);
    this.#tell({ kind: "message", severity, text, ...(event.urn ? { urn: event.urn } : {}) });
  }

  #policy(event: NonNullable<EngineEvent["policyEvent"]>): void {
    const finding: PolicyFinding = {
      pack: event.policyPackName,
      policy: event.policyName,
      level: advisory.has(event.enforcementLevel) ? "warning" : "mandatory",
      message: this.#clean(event.message),
      ...(event.resourceUrn ? { urn: event.resourceUrn } : {}),
    };
    this.findings.push(finding);
    this.#tell({ kind: "policy", ...finding });
  }

  #clean(text: string): string {
    // The engine marks colours as <{%fg 1%}> where nobody asked for a terminal's codes.
    return this.#mask.text(stripVTControlCharacters(text.replaceAll(/<\{%[^%]*%\}>/g, ""))).trim();
  }

  #tell(event: EngineProgress): void {
    try {
      this.#listener?.(event);
    } catch {
      // An operation must not die of a closed terminal.
    }
  }
}

function stepOf(metadata: Metadata): ResourceStep {
  const { urn, type, op } = metadata;
  const state = metadata.new ?? metadata.old;
  const changed = Object.keys(metadata.detailedDiff ?? {});
  return {
    urn,
    type,
    op,
    name: nameOf(urn),
    custom: state?.custom ?? false,
    changed: (changed.length > 0 ? changed : (metadata.diffs ?? [])).toSorted(),
  };
}

/** Last part of a URN. */
export function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::") || urn;
}

/** The engine's counts, with a zero for what it leaves out. */
export function changesOf(counts: Readonly<Partial<Record<string, number>>>): Changes {
  const given = Object.entries(counts).filter((entry): entry is [string, number] => typeof entry[1] === "number");
  return { create: 0, update: 0, replace: 0, delete: 0, same: 0, ...Object.fromEntries(given) };
}
