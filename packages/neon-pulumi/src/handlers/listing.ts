import type { AnnotationData, Branch, ProjectListItem } from "@neondatabase/api-client";
import type { Context } from "./handler.ts";

/** What a listing works with. */
export type ListingContext = Pick<Context, "api" | "task">;

/** Branches of a project with their annotations. */
export interface BranchListing {
  readonly branches: readonly Branch[];
  readonly annotations: Readonly<Record<string, AnnotationData>>;
}

const pageSize = 400;

/** All branches of a project, page by page. */
export async function listBranches(
  context: ListingContext,
  projectId: string,
  search?: string,
): Promise<BranchListing> {
  const branches: Branch[] = [];
  const annotations: Record<string, AnnotationData> = {};
  let cursor: string | undefined;
  do {
    const query = { projectId, limit: pageSize, ...(cursor && { cursor }), ...(search && { search }) };
    const page = await context.api.call({
      task: context.task,
      what: `list the branches of project ${projectId}`,
      repeatable: true,
      send: (client) => client.listProjectBranches(query),
    });
    branches.push(...page.branches);
    Object.assign(annotations, page.annotations);
    const next = page.pagination?.next;
    cursor = next !== undefined && next !== "" && next !== cursor ? next : undefined;
  } while (cursor !== undefined);
  return { branches, annotations };
}

/** All projects with exactly this name that the API key can see, page by page. */
export async function listProjectsByName(
  context: ListingContext,
  name: string,
  orgId: string | undefined,
): Promise<readonly ProjectListItem[]> {
  const projects: ProjectListItem[] = [];
  let cursor: string | undefined;
  do {
    const query = { limit: pageSize, search: name, ...(orgId && { org_id: orgId }), ...(cursor && { cursor }) };
    const page = await context.api.call({
      task: context.task,
      what: `list projects named "${name}"`,
      repeatable: true,
      send: (client) => client.listProjects(query),
    });
    projects.push(...page.projects);
    const next = page.pagination?.cursor;
    cursor = page.projects.length === pageSize && next !== undefined && next !== cursor ? next : undefined;
  } while (cursor !== undefined);
  return projects.filter((project) => project.name === name);
}
