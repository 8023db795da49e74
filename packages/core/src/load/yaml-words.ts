import type { YAMLError } from "yaml";

/** What is wrong with a YAML text, by the parser's codes: its own words speak to programmers. */
const words: Readonly<Record<YAMLError["code"], string>> = {
  ALIAS_PROPS: "an alias has an anchor or a tag of its own",
  BAD_ALIAS: "the name of an anchor or alias is empty or ends in a colon",
  BAD_COLLECTION_TYPE: "a tag does not fit the list or map that it stands before",
  BAD_DIRECTIVE: "the file begins with a directive that nothing here knows",
  BAD_DQ_ESCAPE: "a text in double quotes holds a backslash that begins no known character",
  BAD_INDENT: "the indentation does not fit the lines around it",
  BAD_PROP_ORDER: "an anchor or a tag stands before the sign of its entry",
  BAD_SCALAR_START: "a text begins with a sign that needs quotes around the text",
  BLOCK_AS_IMPLICIT_KEY: "a list or a map stands on the line of a key; it belongs on the lines below",
  BLOCK_IN_FLOW: "a list or a map by indentation stands inside brackets",
  DUPLICATE_KEY: "a key stands twice in one map",
  IMPOSSIBLE: "the text cannot be read there",
  KEY_OVER_1024_CHARS: "a key is longer than 1,024 characters",
  MISSING_CHAR: "a sign is missing, such as a closing quote, a bracket, a comma or the space after a colon",
  MULTILINE_IMPLICIT_KEY: "a key, or a text that lacks its closing quote, runs over several lines",
  MULTIPLE_ANCHORS: "a value has several anchors",
  MULTIPLE_DOCS: "it holds several documents where one belongs; remove the line ---",
  MULTIPLE_TAGS: "a value has several tags",
  NON_STRING_KEY: "a key is no text",
  RESOURCE_EXHAUSTION: "aliases stand for far more than the text holds",
  TAB_AS_INDENT: "a tab indents a line; only spaces may",
  TAG_RESOLVE_FAILED: "it uses a tag that nothing here knows",
  UNEXPECTED_TOKEN: "there is a sign that does not belong there",
};

/** The words for an error or a warning of the parser. */
export function yamlReason({ code }: Pick<YAMLError, "code">): string {
  return words[code];
}

/** The words for what the parser says of aliases when the data are made: that one has no anchor, or that they are too many. */
export function aliasReason(cause: unknown): string {
  const said = cause instanceof Error ? cause.message : "";
  return said.startsWith("Unresolved alias") ? "an alias has no anchor before it" : words.RESOURCE_EXHAUSTION;
}
