import { counted } from "../counted.ts";
import type { CapturedResource } from "../offline/capture.ts";

/**
 * The components of a plan as a Mermaid flowchart: a box each with the number of its own resources, nested as they are
 * nested, an arrow from what is needed to what waits for it.
 */
export function mermaidGraph(resources: readonly CapturedResource[]): string {
  const components = resources.filter(({ custom }) => !custom);
  const ids = new Map(components.map(({ urn }, index) => [urn, `c${String(index)}`]));
  const owners = new Map(resources.map((each) => [each.urn, ownerOf(each, ids)]));
  const counts = new Map<string, number>();
  for (const { urn, custom } of resources) {
    const owner = owners.get(urn);
    if (custom && owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
  }
  const boxes = components.map(({ urn, name, type }) => {
    const own = counts.get(urn) ?? 0;
    return `  ${ids.get(urn) ?? ""}["${name}<br/>${type.split(":")[2] ?? type}${own > 0 ? `, ${counted(own, "resource")}` : ""}"]`;
  });
  const nesting = components.flatMap(({ urn, parent }) =>
    parent && ids.has(parent) ? [`  ${ids.get(parent) ?? ""} --- ${ids.get(urn) ?? ""}`] : [],
  );
  return ["flowchart LR", ...boxes, ...nesting, ...waits(resources, owners, ids)].join("\n");
}

/** The component that a resource belongs to; a component belongs to itself. */
function ownerOf(resource: CapturedResource, ids: ReadonlyMap<string, string>): string | undefined {
  return ids.has(resource.urn) ? resource.urn : resource.parent;
}

function waits(
  resources: readonly CapturedResource[],
  owners: ReadonlyMap<string, string | undefined>,
  ids: ReadonlyMap<string, string>,
): string[] {
  const arrows = resources.flatMap(({ urn, dependencies }) => {
    const to = owners.get(urn);
    return dependencies.flatMap((needed) => {
      const from = owners.get(needed);
      if (from === undefined || to === undefined || from === to) return [];
      const [start, end] = [ids.get(from), ids.get(to)];
      return start && end ? [`  ${start} --> ${end}`] : [];
    });
  });
  return [...new Set(arrows)].sort();
}
