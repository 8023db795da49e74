/** Bytes of log that a branch is taken to write in a second; an LSN is a place in that log. */
const bytesPerSecond = 256;
const firstByte = 0x1_de_28_50;

/** LSN that a project's log has reached at a moment. `origin`: when the project was made, both milliseconds since 1970. */
export function lsnAt(origin: number, at: number): string {
  const place = firstByte + Math.max(0, Math.floor((at - origin) / 1000)) * bytesPerSecond;
  const [high, low] = [Math.floor(place / 2 ** 32), place % 2 ** 32];
  return `${high.toString(16).toUpperCase()}/${low.toString(16).toUpperCase()}`;
}

/** Moment at which the log had reached an LSN; `undefined` for a text that is none. */
export function momentOf(origin: number, lsn: string): number | undefined {
  const [, high, low] = /^([\dA-F]{1,8})\/([\dA-F]{1,8})$/i.exec(lsn) ?? [];
  if (high === undefined || low === undefined) return undefined;
  const place = Number.parseInt(high, 16) * 2 ** 32 + Number.parseInt(low, 16);
  return origin + Math.floor((place - firstByte) / bytesPerSecond) * 1000;
}
