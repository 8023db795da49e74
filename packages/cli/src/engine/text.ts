/** Longest piece of a foreign program's output that a message repeats, in characters. */
const LONGEST = 400;

/** First line that is not blank, safe to show; empty when there is none. */
export function firstLine(output: string): string {
  return shown(output.split("\n").find((line) => line.trim() !== "") ?? "");
}

/** Last lines that are not blank, joined into one, safe to show. Compilers and installers put the cause at the end. */
export function lastLines(output: string, count = 3): string {
  const lines = output.split("\n").filter((line) => line.trim() !== "");
  return shown(lines.slice(-count).join(" | "));
}

/** Foreign output as it may stand in a message: credentials in addresses masked, control characters removed, length limited. */
export function shown(text: string): string {
  const plain = text.replaceAll(/\p{Cc}+/gu, " ").replaceAll(/:\/\/[^\s/@]+@/g, "://***@");
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST).trim()}…` : plain.trim();
}
