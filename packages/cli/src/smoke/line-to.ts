import type { Host } from "../host.ts";

/** Back to the start of the line, and empties it: a live line of progress may stand there. */
const clearLine = "\r\u001b[K";

/** Tells one line as progress, above the live one. */
export function lineTo(host: Pick<Host, "err" | "liveProgress">): (text: string) => void {
  return (text) => host.err(`${host.liveProgress ? clearLine : ""}${text}\n`);
}
