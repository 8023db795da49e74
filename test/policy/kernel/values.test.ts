/** How rules read values: absent is nothing, another kind is a violation, what is not known is told by its path (issue 8, point 2). */
import { describe, expect, it } from "vitest";
import { NoPlan, UnknownValue, WrongType } from "../../../policy/kernel/faults.ts";
import { isUnknown, View } from "../../../policy/kernel/view.ts";

const inputs = {
  name: "web",
  empty: "",
  spaces: "  ",
  count: 0,
  percent: " 12.5 ",
  word: "many",
  endless: Number.POSITIVE_INFINITY,
  endlessText: "Infinity",
  on: false,
  none: null,
  list: ["a", "b"],
  numbers: [1, 2],
  holes: ["a", null],
  map: { inner: { deep: 1 }, other: [{ x: 1 }, { x: 2 }], gone: null },
};
const view = new View(inputs);

describe("a value of the kind that is asked for", () => {
  type Case = readonly [what: string, read: (from: View) => unknown, value: unknown];
  const cases: readonly Case[] = [
    ["a text", (from) => from.text("name"), "web"],
    ["an empty text", (from) => from.text("empty"), ""],
    ["a number", (from) => from.number("count"), 0],
    ["true or false", (from) => from.flag("on"), false],
    ["a number as a number", (from) => from.numeric("count"), 0],
    ["a number as text, with space around it", (from) => from.numeric("percent"), 12.5],
    ["texts", (from) => from.texts("list"), ["a", "b"]],
    ["texts, with a null between them", (from) => from.texts("holes"), ["a", ""]],
    ["numbers", (from) => from.numbers("numbers"), [1, 2]],
    ["numbers, with a null between them", () => new View([1, null]).numbers(""), [1, Number.NaN]],
    ["the place below a map", (from) => from.at("map.inner.deep").value, 1],
    ["the place below a list", (from) => from.number("map.other.1.x"), 2],
    ["itself, for an empty path", (from) => from.at("map").at("").path, "map"],
    [
      "what a map holds",
      (from) => from.entries("map").map(([key, each]) => [key, each.path]),
      [
        ["inner", "map.inner"],
        ["other", "map.other"],
        ["gone", "map.gone"],
      ],
    ],
    [
      "a whole, nulls as nothing",
      (from) => from.plain("map"),
      {
        inner: { deep: 1 },
        other: [{ x: 1 }, { x: 2 }],
        gone: undefined,
      },
    ],
    ["a whole that is a text", (from) => from.plain("name"), "web"],
    [
      "the paths of a list's items",
      (from) => from.items("map.other").map((each) => each.path),
      ["map.other.0", "map.other.1"],
    ],
  ];
  it.for(cases)("%s", ([, read, value]) => {
    expect(read(view)).toStrictEqual(value);
  });

  it("paths begin at the inputs", () => {
    expect(view.path).toBe("");
    expect(view.at("map.inner").path).toBe("map.inner");
    expect(view.at("map").at("inner.deep").path).toBe("map.inner.deep");
  });
});

describe("absent and null are nothing", () => {
  it.for(["none", "absent", "absent.deeper", "none.deeper", "map.gone.deeper", "list.7"])("%s", (path) => {
    expect(view.has(path)).toBe(false);
    expect(view.text(path)).toBeUndefined();
    expect(view.number(path)).toBeUndefined();
    expect(view.numeric(path)).toBeUndefined();
    expect(view.flag(path)).toBeUndefined();
    expect(view.items(path)).toEqual([]);
    expect(view.texts(path)).toEqual([]);
    expect(view.numbers(path)).toEqual([]);
    expect(view.entries(path)).toEqual([]);
    expect(view.plain(path)).toBeUndefined();
    expect(view.at(path).path).toBe(path);
  });

  it("what a class brings along is not an input", () => {
    expect(view.has("toString")).toBe(false);
    expect(view.has("list.length")).toBe(true);
  });

  it.for(["count", "on", "empty"])("%s stands there", (path) => {
    expect(view.has(path)).toBe(true);
  });
});

describe("another kind is told with its place and without its value", () => {
  type Case = readonly [what: string, read: (from: View) => unknown, message: string];
  const cases: readonly Case[] = [
    ["a number for a text", (from) => from.text("count"), '"count" must be text, it is a number'],
    ["a flag for a text", (from) => from.text("on"), '"on" must be text, it is true or false'],
    ["a list for a text", (from) => from.text("list"), '"list" must be text, it is a list'],
    ["a map for a text", (from) => from.text("map"), '"map" must be text, it is a map'],
    ["a function for a text", () => new View({ f: () => 1 }).text("f"), '"f" must be text, it is function'],
    ["a text for a number", (from) => from.number("percent"), '"percent" must be a number, it is text'],
    ["no end for a number", (from) => from.number("endless"), '"endless" must be a number, it is a number'],
    ["a text for a flag", (from) => from.flag("name"), '"name" must be true or false, it is text'],
    ["a word for a number", (from) => from.numeric("word"), '"word" must be a number, it is text'],
    ["nothing for a number", (from) => from.numeric("empty"), '"empty" must be a number, it is text'],
    ["spaces for a number", (from) => from.numeric("spaces"), '"spaces" must be a number, it is text'],
    ["no end as text", (from) => from.numeric("endlessText"), '"endlessText" must be a number, it is text'],
    ["a flag for a number or its text", (from) => from.numeric("on"), '"on" must be a number, it is true or false'],
    [
      "a word below a place",
      (from) => from.at("map").numeric("other.0"),
      '"map.other.0" must be a number, it is a map',
    ],
    [
      "a bad number below a place",
      () => new View({ a: { b: "x" } }).at("a").numeric("b"),
      '"a.b" must be a number, it is text',
    ],
    ["a text for a list", (from) => from.items("name"), '"name" must be a list, it is text'],
    ["a map for a list", (from) => from.items("map"), '"map" must be a list, it is a map'],
    ["a number in a list of texts", (from) => from.texts("numbers"), '"numbers.0" must be text, it is a number'],
    ["a text in a list of numbers", (from) => from.numbers("list"), '"list.0" must be a number, it is text'],
    ["a list for a map", (from) => from.entries("list"), '"list" must be a map, it is a list'],
    ["a text for a map", (from) => from.entries("name"), '"name" must be a map, it is text'],
    ["a path through a text", (from) => from.text("name.deeper"), '"name" must be a map or a list, it is text'],
  ];
  it.for(cases)("%s", ([, read, message]) => {
    const attempt = (): unknown => read(view);
    expect(attempt).toThrow(WrongType);
    expect(attempt).toThrow(expect.objectContaining({ message }));
  });

  it("null is told as null", () => {
    expect(new WrongType("a", "text", null).message).toBe('"a" must be text, it is null');
  });

  it("faults have names", () => {
    expect([new WrongType("a", "text", 1).name, new UnknownValue("a").name, new NoPlan("none").name]).toEqual([
      "WrongType",
      "UnknownValue",
      "NoPlan",
    ]);
    expect(new NoPlan("none").message).toBe("none");
  });
});

describe("what is not known", () => {
  const sentinels = [
    "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
    "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
    "04da6b54-80e4-46f7-96ec-b56ff0331ba9",
    "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
    "030794c1-ac77-496b-92df-f27374a8bd58",
    "e48ece36-62e2-4504-bad9-02848725956a",
    "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
  ];
  it.for(sentinels)("the engine's placeholder %s", (sentinel) => {
    expect(isUnknown(sentinel)).toBe(true);
    const read = (): unknown => new View({ a: { b: sentinel } }).text("a.b");
    expect(read).toThrow(new UnknownValue("a.b"));
    expect(new UnknownValue("a.b").path).toBe("a.b");
    expect(new UnknownValue("a.b").message).toBe('"a.b" is not known before the update');
  });

  it("nothing else is", () => {
    for (const value of ["", "04da6b54", ["04da6b54-80e4-46f7-96ec-b56ff0331ba9"], undefined, null, 0])
      expect(isUnknown(value)).toBe(false);
  });

  it("another error on the way to a value is not taken for it", () => {
    const broken = {
      get a(): string {
        throw new RangeError("no such thing");
      },
    };
    expect(() => new View(broken).text("a")).toThrow(RangeError);
    const odd = {
      get a(): string {
        throw { unknownTypeSentinel: true } as unknown as Error;
      },
    };
    expect(() => new View(odd).text("a")).not.toThrow(UnknownValue);
  });
});

it("what is not known may be there; what cannot be asked for is no answer", () => {
  const from = new View({ later: "04da6b54-80e4-46f7-96ec-b56ff0331ba9", name: "web", none: null });
  expect([from.mayHave("later"), from.mayHave("name"), from.mayHave("none")]).toEqual([true, true, false]);
  expect(() => from.mayHave("name.deeper")).toThrow(WrongType);
});
