import { VendorRefusal } from "../../vendor-http.ts";

/** Whether PagerDuty refused with status 400 and just this sentence among its `errors`. */
export function refusedWith(error: unknown, sentence: string): boolean {
  if (!(error instanceof VendorRefusal) || error.status !== 400) return false;
  const body = error.body as { readonly error?: { readonly errors?: readonly string[] } } | undefined;
  return body?.error?.errors?.includes(sentence) ?? false;
}
