import { existsSync, readFileSync } from "node:fs";

/** Ticks of the kernel's processor times in a second. Source: proc(5), `sysconf(_SC_CLK_TCK)`, 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * Processor time in milliseconds that processes have used, with their children that have ended. Unlike wall time it hardly depends on what
 * else the machine does. NaN where the system has no /proc.
 */
export function processorTime(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + timeOf(pid), 0);
}

function timeOf(pid: number): number {
  const file = `/proc/${String(pid)}/stat`;
  if (!existsSync(file)) return Number.NaN;
  // The second field is the name in parentheses and may hold blanks; utime, stime, cutime, cstime are fields 14 to 17.
  const fields = readFileSync(file, "utf8").split(") ").at(-1)?.split(" ") ?? [];
  const ticks = fields.slice(11, 15).reduce((sum, each) => sum + Number(each), 0);
  return (ticks / ticksPerSecond) * 1000;
}
