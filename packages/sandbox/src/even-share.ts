/** Whether the `turn`-th of many (1, 2, 3, ...) belongs to a share of them, 0 to 1, spread evenly: of 0.25 every fourth does. */
export function isInShare(turn: number, share: number): boolean {
  return Math.floor(turn * share) > Math.floor((turn - 1) * share);
}
