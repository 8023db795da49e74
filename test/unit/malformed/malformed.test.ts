import { describe, expect, it } from "vitest";
import { judgeOverlay, problemsOf, told, type OverlayCase } from "./overlay-case.ts";
import { onCallCases } from "./overlays/on-call.ts";
import { releaseCases } from "./overlays/people-and-releases.ts";
import { referenceCases } from "./overlays/references.ts";
import { schemaCases } from "./overlays/schema.ts";
import { stageCases } from "./overlays/stages-and-services.ts";

/** Areas with the requirements that their rules serve: a case for each code of each rule, as the catalogue's test makes sure. */
const areas: Readonly<Record<string, readonly OverlayCase[]>> = {
  "schema (P1, S2)": schemaCases,
  "references (P3, R3, R8, O1, D1)": referenceCases,
  "people and releases (P3, R3, R5, R7, R8, L1, L2, T1, T2, B2, B3, D2)": releaseCases,
  "stages and services (P1, P4, P5, O2, O5, B1, B7, B9, L3, T4, A1, A3)": stageCases,
  "on call (O1, D1, D4)": onCallCases,
};

for (const [area, cases] of Object.entries(areas)) {
  describe(`malformed: ${area}`, () => {
    it.for(cases)("$name", ({ yaml, problems }) => {
      expect(told(problemsOf(judgeOverlay(yaml)))).toEqual([...problems].sort());
    });
  });
}
