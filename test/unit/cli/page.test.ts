import stringWidth from "string-width";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Page } from "../../../packages/cli/src/plan/page.ts";

const host = (columns: number) => ({ colour: false, columns });

describe("Page", () => {
  it("puts continuation lines below the text, not below the label", () => {
    const page = new Page(host(40));
    page.line("label", 10, "one two three four five six seven eight nine ten");
    expect(page.text().split("\n")).toEqual([
      "  label     one two three four five six",
      "            seven eight nine ten",
    ]);
  });

  it("gives lines a common column as wide as the longest label", () => {
    const page = new Page(host(80));
    page.lines([
      ["a", "x"],
      ["longer", "y"],
    ]);
    expect(page.text()).toBe("  a       x\n  longer  y");
  });

  it("never writes a line wider than the terminal, whatever the text", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.string({ maxLength: 60, unit: "grapheme" }),
        fc.integer({ min: 40, max: 160 }),
        (text, label, columns) => {
          const page = new Page(host(columns));
          page.lines([[label.replaceAll(/\s/g, " "), text.replaceAll(/\s/g, " ")]]);
          for (const line of page.text().split("\n"))
            expect(stringWidth(line)).toBeLessThanOrEqual(Math.max(40, columns));
        },
      ),
    );
  });

  it("colours only where the host wants colours", () => {
    expect(new Page({ colour: true, columns: 80 }).style("red", "x")).toBe("\u001b[31mx\u001b[39m");
    expect(new Page(host(80)).style("red", "x")).toBe("x");
  });
});
