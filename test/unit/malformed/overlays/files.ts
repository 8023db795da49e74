/** A file that is refused before it is looked at as a model. */
export interface FileCase {
  readonly name: string;
  readonly text: string;
  readonly code: string;
  /** What the message must say. */
  readonly says: RegExp;
}

/** Texts that are no map of plain data. */
export const fileCases: readonly FileCase[] = [
  { name: "nothing", text: "", code: "file.empty", says: /overlay\.yaml is empty/ },
  { name: "blanks", text: " \n\t\n", code: "file.empty", says: /is empty/ },
  { name: "comments", text: "# nothing here\n", code: "file.empty", says: /holds no key/ },
  { name: "null", text: "null", code: "file.empty", says: /holds no key/ },
  { name: "list", text: "- release", code: "file.not-a-map", says: /a list where a map/ },
  { name: "word", text: "release", code: "file.not-a-map", says: /a single value where a map/ },
  { name: "number", text: "7", code: "file.not-a-map", says: /a single value/ },
  { name: "unclosed quote", text: "a: 'b", code: "file.not-yaml", says: /line 1, column \d+ is not YAML/ },
  { name: "unclosed bracket", text: "a: [1, 2", code: "file.not-yaml", says: /is not YAML/ },
  { name: "tab as indentation", text: "a:\n\tb: 1", code: "file.not-yaml", says: /line 2/ },
  {
    name: "key twice",
    text: "a: 1\na: 2",
    code: "file.not-yaml",
    says: /line 2, column 1 is not YAML: a key stands twice in one map\./,
  },
  {
    name: "two documents",
    text: "a: 1\n---\nb: 2",
    code: "file.not-yaml",
    says: /several documents where one belongs/,
  },
  { name: "unknown tag", text: "a: !vault b", code: "file.not-yaml", says: /a tag that nothing here knows/ },
  { name: "unknown directive", text: "%WHAT\n---\na: 1", code: "file.not-yaml", says: /is not YAML/ },
  {
    name: "alias of nothing",
    text: "a: *b",
    code: "file.not-yaml",
    says: /cannot be read: an alias has no anchor before it/,
  },
  {
    name: "bomb of aliases",
    text: `a: &a [x,x,x,x,x,x,x,x,x]\n${"bcdefgh".replaceAll(
      /./g,
      (key) =>
        `${key}: &${key} [${Array<string>(9)
          .fill(`*${String.fromCharCode(key.charCodeAt(0) - 1)}`)
          .join(",")}]\n`,
    )}`,
    code: "file.not-yaml",
    says: /alias/i,
  },
  { name: "list that holds itself", text: "a: &a [*a]", code: "file.not-plain", says: /contains itself at a\[0\]/ },
  { name: "map that holds itself", text: "a: &a { b: *a }", code: "file.not-plain", says: /contains itself at a\.b/ },
  {
    name: "day as a date object",
    text: "a: !!timestamp 2026-01-01",
    code: "file.not-plain",
    says: /at a that is neither/,
  },
  { name: "binary", text: "a: !!binary aGVsbG8=", code: "file.not-plain", says: /at a that/ },
  { name: "set", text: "a: !!set { x, y }", code: "file.not-plain", says: /at a that/ },
  { name: "ordered map at the root", text: "!!omap [a: 1]", code: "file.not-plain", says: /\(root\)/ },
  {
    name: "100 levels",
    text: `${"{ a: ".repeat(100)}1${" }".repeat(100)}`,
    code: "file.too-deep",
    says: /nested too deeply/,
  },
  {
    name: "20,000 lists",
    text: `a: ${"[".repeat(20_000)}${"]".repeat(20_000)}`,
    code: "file.too-deep",
    says: /nested too deeply/,
  },
  {
    name: "20,000 maps",
    text: `${"{ a: ".repeat(20_000)}1${" }".repeat(20_000)}`,
    code: "file.too-deep",
    says: /nested too deeply/,
  },
  {
    name: "3 million characters",
    text: `a: ${"x".repeat(3_000_000)}`,
    code: "file.too-long",
    says: /3000003 characters/,
  },
];
