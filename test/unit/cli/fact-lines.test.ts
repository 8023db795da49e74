import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { DataFact, PagingFact, TrafficFact } from "../../../packages/cli/src/plan/facts.ts";
import { dataLines, pagingLines, trafficLines } from "../../../packages/cli/src/plan/fact-lines.ts";
import { Page } from "../../../packages/cli/src/plan/page.ts";

const lines = (columns: number, write: (page: Page) => void, colour = false): string[] => {
  const page = new Page({ colour, columns });
  write(page);
  return page.text().split("\n");
};
const at = "2026-11-21T10:00:00.000Z";
const paging = (loops: number): PagingFact => ({
  service: "web",
  paged: true,
  policy: "Web",
  loops,
  levels: [{ after: "10 minutes", people: [{ id: "ada", name: "Ada" }] }],
});
const traffic: TrafficFact = {
  service: "web",
  mode: "ramp",
  rollingRelease: true,
  steps: [0, 10, 50, 100].map((percent) => ({
    percent,
    observation: "10 minutes" as const,
    minimumRequests: 100,
    abort: { errorRatePercent: 1, latencyP95Milliseconds: 900, burnRate: 6 },
  })),
};
const data = (windowDays: number): DataFact => ({
  service: "web",
  restorable: true,
  database: "web",
  windowDays,
  earliest: at,
  snapshots: null,
  protected: true,
});

describe("who is paged (O1)", () => {
  it("is told as of a moment, dim behind the heading", () => {
    expect(
      lines(80, (page) => {
        pagingLines(page, [paging(2)], at);
      })[1],
    ).toBe("Who is paged as of 2026-11-21 10:00 UTC");
    const coloured = lines(
      80,
      (page) => {
        pagingLines(page, [paging(2)], at);
      },
      true,
    )[1];
    expect(coloured).toContain("\u001b[2mas of 2026-11-21 10:00 UTC\u001b[22m");
  });

  it.each([
    [0, "the chain does not repeat."],
    [1, "the chain repeats once."],
    [2, "the chain repeats 2 times."],
  ])("counts %i repetitions in words", (loops, words) => {
    expect(
      lines(100, (page) => {
        pagingLines(page, [paging(loops)], at);
      }).join("\n"),
    ).toContain(words);
  });
});

describe("what data can be restored to (B7)", () => {
  it.each([
    [1, "(1 day back)"],
    [14, "(14 days back)"],
  ])("counts %i in words", (days, words) => {
    expect(
      lines(100, (page) => {
        dataLines(page, [data(days)]);
      }).join("\n"),
    ).toContain(words);
  });
});

describe("how traffic moves (T1)", () => {
  it.each([40, 60, 80, 120])("fits %i columns, the bar gives way and not the numbers", (columns) => {
    const told = lines(columns, (page) => {
      trafficLines(page, [traffic]);
      pagingLines(page, [paging(2)], at);
      page.heading("A heading that is longer than a narrow terminal would like to have it", "and a suffix behind it");
    });
    expect(told.filter((line) => stringWidth(line) > columns)).toEqual([]);
    const rows = told.filter((line) => /[█░]/.test(line));
    expect(rows.map((row) => /(\d+) %/.exec(row)?.[1])).toEqual(["0", "10", "50", "100"]);
    expect(rows.filter((row) => row.includes("10 minutes"))).toHaveLength(4);
    const cells = rows.map((row) => Array.from(row).filter((each) => each === "█").length);
    expect(cells).toEqual([...cells].sort((a, b) => a - b));
    expect(cells[3]).toBe(rows.map((row) => Array.from(row).filter((each) => each === "█" || each === "░").length)[3]);
  });
});
