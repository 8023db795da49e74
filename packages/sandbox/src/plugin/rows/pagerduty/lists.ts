import type { Properties } from "@launchgate/provider-kit";
import type { VendorHttp } from "../../vendor-http.ts";

const pageSize = 100;

/** Every item of a list with offset pages; undefined where the list's owner is not there. */
export async function everyItem(
  http: VendorHttp,
  path: string,
  key: string,
): Promise<readonly Properties[] | undefined> {
  const items: Properties[] = [];
  const joint = path.includes("?") ? "&" : "?";
  for (;;) {
    const page = await http.find(`${path}${joint}limit=${String(pageSize)}&offset=${String(items.length)}`);
    if (page === undefined) return undefined;
    const { [key]: found, more } = page as Properties;
    const some = Array.isArray(found) ? (found as readonly Properties[]) : [];
    items.push(...some);
    if (more !== true || some.length === 0) return items;
  }
}
