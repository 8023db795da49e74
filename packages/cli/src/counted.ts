/** A count with its unit: `1 minute`, `2 minutes`. For units that only take an `s`. */
export function counted(count: number, unit: string): string {
  return `${String(count)} ${unit}${count === 1 ? "" : "s"}`;
}
