import { describe, expect, it } from "vitest";
import { judgeOverlay, problemsOf, told, type OverlayCase } from "./overlay-case.ts";
import { onCallCases } from "./overlays/on-call.ts";
import { releaseCases } from "./overlays/people-and-releases.ts";
import { referenceCases } from "./overlays/references.ts";
import { schemaCases } from "./overlays/schema.ts";
import { stageCases } from "./overlays/stages-and-services.ts";

const areas: Readonly<Record<string, readonly OverlayCase[]>> = {
  schema: schemaCases,
  references: referenceCases,
  "people and releases": releaseCases,
  "stages and services": stageCases,
  "on call": onCallCases,
};

for (const [area, cases] of Object.entries(areas)) {
  describe(`malformed: ${area}`, () => {
    it.for(cases)("$name", ({ yaml, problems }) => {
      expect(told(problemsOf(judgeOverlay(yaml)))).toEqual([...problems].sort());
    });
  });
}
