/**
 * Who a Vercel object belongs to. Vercel has no labels, so this line stands in every comment, note and description that a
 * resource offers. At most 100 characters, the limit of the shortest of them (the note of a protection bypass): what is
 * longer is cut, and the mark of the tool comes first so that it is never the part cut off.
 */
export function ownershipNote(serviceId: string, stageId: string, ownerTeam: string): string {
  return `managed-by: launchgate, service ${serviceId}, stage ${stageId}, owner ${ownerTeam}`.slice(0, 100);
}
