import type { IncomingMessage } from "node:http";
import type { Project } from "../release/moment.ts";
import type { Destination } from "./route-table.ts";

const header = "x-vercel-protection-bypass";

/** Which addresses each kind of protection closes. Source: Vercel docs, "Deployment Protection". */
const closes: Readonly<Record<string, (destination: Destination) => boolean>> = {
  all: () => true,
  all_except_custom_domains: ({ host }) => host === "generated",
  prod_deployment_urls_and_all_previews: ({ deployment }) => deployment !== undefined,
  preview: ({ deployment }) => deployment?.data.target === null,
};

/** Whether a request may not pass: the address is protected, and it brings no bypass secret of the project. */
export function isRefused(destination: Destination, incoming: IncomingMessage): boolean {
  const { data } = destination.project;
  const kinds = [data["ssoProtection"], data.passwordProtection].map(kindOf);
  const isClosed = kinds.some((kind) => kind !== undefined && closes[kind]?.(destination) === true);
  return isClosed && !hasBypass(destination.project, incoming);
}

/** By header or by query, as clients that cannot set headers do it. */
function hasBypass({ data }: Project, { headers, url = "/" }: IncomingMessage): boolean {
  const given = headers[header] ?? new URL(url, "http://localhost").searchParams.get(header);
  return typeof given === "string" && Object.hasOwn(data.protectionBypass ?? {}, given);
}

function kindOf(protection: unknown): string | undefined {
  return (protection as { deploymentType?: string } | null | undefined)?.deploymentType;
}
