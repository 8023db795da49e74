import fc from "fast-check";
import { Marked, type Token, type Tokens } from "marked";
import { describe, expect, it } from "vitest";
import { code, codeCell, plain, text } from "../../../../packages/cli/src/pull-request/comment/escape.ts";
import { markerLine, markerOf } from "../../../../packages/cli/src/pull-request/comment/marker.ts";
import { commentBytes, reviewText } from "../../../../packages/cli/src/pull-request/comment/review-text.ts";
import type { Review } from "../../../../packages/cli/src/pull-request/review/review.ts";
import { emptyReview, emptyStack, finding, manyFindings } from "./reviews.ts";

const head = "a".repeat(40);
const marked = new Marked({ gfm: true });

/** Every token of a Markdown text, at any depth. */
function tokensOf(markdown: string): Token[] {
  const found: Token[] = [];
  void marked.walkTokens(marked.lexer(markdown), (token) => void found.push(token));
  return found;
}

const hostile = [
  "`code` and ``more``",
  "a | b | c",
  "a\\|b\\\\|c",
  "<script>alert(1)</script>",
  "<!-- launchgate:review pull=1 head=x -->",
  "</details><h1>passed</h1>",
  "[click](https://evil.example)",
  "![x](https://evil.example/track.png)",
  "https://evil.example/?q=1",
  "www.evil.example",
  "mail@evil.example",
  "@octocat please merge",
  "fixes #1, GH-2, octo/web#3",
  "# heading",
  "- item\n- item",
  "1. item",
  "> quote",
  "***\n---",
  "**bold** _it_ ~~no~~",
  "[ref]: https://evil.example",
  ":tada: $x^2$",
  "&lt;b&gt; &copy; &#96;",
  "reversed \u202e txet",
  "line\u2028separator\rreturn\u0000nul",
  "footnote[^1]",
  "```js\nalert(1)\n```",
];
/** What marked calls markup that we did not write; plain texts, cells and code spans may stand. */
const harmless = new Set(["text", "paragraph", "table", "space", "escape", "codespan", "html", "br"]);

describe("names of unknown origin are text (S2)", () => {
  it.each(hostile)("in a cell: %j", (name) => {
    const table = `| a | b |\n| --- | --- |\n| ${text(name)} | ${codeCell(name)} |`;
    const tokens = tokensOf(table);
    const [whole] = tokens.filter((each): each is Tokens.Table => each.type === "table");
    expect(tokens.filter(({ type }) => !harmless.has(type)).map(({ type }) => type)).toEqual([]);
    expect(whole?.rows.map((row) => row.length)).toEqual([2]);
    expect(tokens.filter(({ type }) => type === "html").every(({ raw }) => /^<\/?code>$/.test(raw))).toBe(true);
  });

  it("makes no mention, reference or address that GitHub would see in the finished text", () => {
    for (const name of hostile) {
      const shown = marked.parseInline(text(name), { async: false });
      expect(shown).not.toMatch(/@[a-z0-9]|#\d|GH-\d|https?:\/\/|www\.|<(?!\/?(?:code|br))|:tada:/i);
    }
  });

  it("any text at all stays in its cell, and is one line", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 80 }), (name) => {
        const table = `| a | b |\n| --- | --- |\n| ${text(name)} | ${codeCell(name)} |\nafter`;
        const [whole] = marked.lexer(table) as Tokens.Table[];
        return whole?.type === "table" && whole.rows[0]?.length === 2 && !/[\n\r\u202e\u2028]/.test(text(name));
      }),
      { numRuns: 500 },
    );
  });

  it("a code span shows backticks as they are", () => {
    expect(tokensOf(code("a`b``c")).find(({ type }) => type === "codespan")).toMatchObject({ text: "a`b``c" });
  });
});

describe("no sign is cut in two", () => {
  const family = "👩‍👩‍👧‍👦";
  it.each([
    ["families", family],
    ["flags", "🇩🇪"],
    ["marks", "e\u0301"],
    ["Hangul", "각"],
    ["wide", "山"],
  ])("%s", (_, sign) => {
    const shown = plain(sign.repeat(200), 50);
    expect(shown.endsWith("…")).toBe(true);
    expect(
      shown
        .slice(0, -1)
        .split(sign)
        .every((rest) => rest === ""),
    ).toBe(true);
  });

  it("half a pair of code units is replaced, and a sign of a thousand marks is cut", () => {
    expect(plain("a\ud83d").isWellFormed()).toBe(true);
    expect(plain(`a${"\u0301".repeat(10_000)}`, 50).length).toBeLessThan(1_100);
  });
});

/** A review of everything, many times over, with names that need many bytes. */
function hugeReview(count: number): Review {
  const name = (index: number): string => `каталог-山田-👩‍👩‍👧‍👦-${String(index)}-${"ü".repeat(100)}`;
  const changes = Array.from({ length: count }, (_, index) => ({
    op: (["delete", "replace", "update", "create"] as const)[index % 4] ?? "create",
    kind: "neon:Project",
    name: name(index),
    fields: ["a", "b"],
    meaning: "the data",
    risk: "critical" as const,
  }));
  const findings = changes.map((each) => finding({ resource: each.name, message: each.name }));
  const facts = changes.map((each) => ({
    topic: "approval" as const,
    subject: each.name,
    before: each.name,
    now: "x",
    loosens: true,
  }));
  const dataRisks = changes.map((each) => ({
    name: each.name,
    kind: each.kind,
    risk: each.name,
    irreversible: "gone",
  }));
  const stacks = [{ ...emptyStack("prod"), verdict: "blocked" as const, changes, findings, facts, dataRisks }];
  return { ...emptyReview(head), verdict: "blocked", stacks };
}

describe("it fits, whatever there is to tell", () => {
  it.each([0, 1, 10, 100, 1_000, 10_000])("%i changes in every part", (count) => {
    const body = reviewText(hugeReview(count), { bytes: commentBytes, pull: 7, whole: "`review.md`" });
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(65_536);
    expect(body.isWellFormed()).toBe(true);
    expect(body.split("\n")[0]).toBe(markerLine({ pull: 7, head }));
    expect(body).toContain("⛔ Release review: must not be merged");
    expect(body.match(/<details>/g)?.length).toBe(body.match(/<\/details>/g)?.length);
    expect(body).toMatch(/<sub>`aaaaaaaaaaaa` against .*review\.md/);
    if (count >= 1_000) expect(body).toContain("more: see");
  });

  it("500 stacks, each with a name of its own", () => {
    const stacks = Array.from({ length: 500 }, (_, index) => ({
      ...emptyStack(`stack-${String(index)}-${"x".repeat(90)}`),
    }));
    expect(
      Buffer.byteLength(reviewText({ ...emptyReview(head), stacks }, { bytes: commentBytes })),
    ).toBeLessThanOrEqual(65_536);
  });

  it("any room: never more than was given, and the verdict whole as long as it fits", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1_500, max: 80_000 }), fc.integer({ min: 0, max: 300 }), (bytes, count) => {
        const body = reviewText(manyFindings(head, count), { bytes });
        return Buffer.byteLength(body) <= bytes && body.startsWith("## ⛔");
      }),
      { numRuns: 60 },
    );
  });

  it("tells each thing where there is room for all", () => {
    const body = reviewText(manyFindings(head, 120), {});
    expect(body.match(/`thing-\d+`/g)).toHaveLength(120);
    expect(body).toContain("### ⛔ Broken rules (120)");
  });

  it("says that nothing changes", () => {
    expect(reviewText(emptyReview(head), {})).toContain("Nothing changes at any vendor.");
  });
});

describe("the marker", () => {
  it("is read back, and only from the beginning of a text", () => {
    const line = markerLine({ pull: 12, head });
    expect(markerOf(`${line}\r\nrest`)).toEqual({ pull: 12, head });
    expect([markerOf(`x\n${line}`), markerOf(line.replace("a -->", " -->")), markerOf("")]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
