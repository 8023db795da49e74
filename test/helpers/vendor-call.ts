import type { VendorId } from "@launchgate/core";
import type { Sandbox } from "@launchgate/sandbox";
import { headersOf } from "../../packages/sandbox/test/helpers/headers.ts";

/**
 * One call of a vendor as somebody makes it by hand, such as `GET /repos/motion-mavericks/web`, and the answer. `holder` of a token: default
 * the pipeline. Throws where the vendor refuses.
 */
export async function callVendor<T>(
  sandbox: Sandbox,
  vendor: VendorId,
  line: string,
  body?: object,
  holder?: string,
): Promise<T> {
  const [method = "GET", at = ""] = line.split(" ");
  const headers = { "content-type": "application/json", ...headersOf(sandbox, vendor, holder) };
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  const answer = await fetch(`${sandbox.urls[vendor]}${at}`, { method, headers, ...content });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${line}: ${String(answer.status)} ${text}`);
  return (text === "" ? {} : JSON.parse(text)) as T;
}
