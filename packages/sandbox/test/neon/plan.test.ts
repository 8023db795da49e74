import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { EndpointCreateRequest, ProjectCreateRequest } from "@neondatabase/api-client";
import { describe, expect, it } from "vitest";
import { withSandbox } from "../helpers/sandbox.ts";
import { client, settled } from "./client.ts";

type Inputs = Readonly<Record<string, unknown>>;

const handle = withSandbox();

/** Everything of Neon that a captured plan declares, by type. */
function declared(stack: string): { type: string; inputs: Inputs }[] {
  const file = join(import.meta.dirname, `../../../../test/golden/plans/${stack}.json`);
  const found: { type: string; inputs: Inputs }[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    const { type, inputs } = value as { type?: unknown; inputs?: Inputs };
    if (typeof type === "string" && type.startsWith("neon:index:") && inputs)
      found.push({ type: type.slice("neon:index:".length), inputs });
    Object.values(value).forEach(walk);
  };
  // A drill takes the organisation from the configuration of its stack; the plan shows a placeholder.
  walk(JSON.parse(readFileSync(file, "utf8").replaceAll("<neonOrganization>", "org-motion-mavericks")));
  return found;
}

/** Names of fields as Neon writes them. */
function snake(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snake);
  if (typeof value !== "object" || value === null) return value;
  const inner = Object.entries(value).map(([key, each]) => [
    key.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`),
    snake(each),
  ]);
  return Object.fromEntries(inner) as unknown;
}

/** Body of `POST /projects` as the provider makes it of the inputs. */
function projectBody(inputs: Inputs): ProjectCreateRequest["project"] {
  const { allowed_ips, allowed_ips_protected_branches_only, maintenance_window, ...rest } = snake(inputs) as Inputs;
  const allowed = { ips: allowed_ips, protected_branches_only: allowed_ips_protected_branches_only };
  const window = maintenance_window === undefined ? {} : { maintenance_window };
  return { ...rest, settings: { allowed_ips: allowed, ...window } } as ProjectCreateRequest["project"];
}

describe.each(["prod", "staging", "dev", "drill"])("what %s declares", (stack) => {
  const of = (type: string): Inputs[] => declared(stack).flatMap((each) => (each.type === type ? [each.inputs] : []));
  const within = (type: string, project: unknown): Inputs[] => {
    const alias = `<neon:Project ${String(project)}`;
    return of(type).filter(({ projectId }) => String(projectId).startsWith(alias));
  };

  it("declares projects", () => {
    expect(of("Project").length).toBeGreaterThan(0);
  });

  it.each(of("Project").map((inputs) => [String(inputs["name"]), inputs] as const))(
    "makes and reads project %s with all that is in it",
    async (name, inputs) => {
      const { sandbox } = handle;
      const neon = client(sandbox);
      const body = projectBody(inputs);
      const made = await settled(sandbox, neon.createProject({ project: body }));
      const { id } = made.project;
      const { branch, ...kept } = body;
      expect((await neon.getProject(id)).data.project).toMatchObject(kept);
      expect(made.branch).toMatchObject({ name: branch?.name, default: true });
      expect(made.databases).toMatchObject([{ name: branch?.database_name, owner_name: branch?.role_name }]);
      const size = body.default_endpoint_settings;
      expect(made.endpoints).toMatchObject([{ type: "read_write", ...size }]);

      const root = made.branch.id;
      for (const { adoptRoot, protected: isProtected } of within("Branch", name)) {
        if (adoptRoot !== true || isProtected === undefined) continue;
        const update = { branch: { protected: isProtected as boolean } };
        await settled(sandbox, neon.updateProjectBranch(id, root, update));
        expect((await neon.getProjectBranch(id, root)).data.branch.protected).toBe(isProtected);
      }
      for (const { adoptExisting, ...given } of within("Endpoint", name)) {
        if (adoptExisting === true || given["type"] !== "read_only") continue;
        const fields = Object.fromEntries(Object.entries(given).filter(([key]) => key !== "projectId"));
        const endpoint = { ...(snake(fields) as Inputs), branch_id: root };
        const request = { endpoint } as unknown as EndpointCreateRequest;
        const { endpoint: compute } = await settled(sandbox, neon.createProjectEndpoint(id, request));
        expect((await neon.getProjectEndpoint(id, compute.id)).data.endpoint).toMatchObject(endpoint);
      }
      for (const { schedule } of within("SnapshotSchedule", name)) {
        const items = snake(schedule) as { frequency: string }[];
        await neon.setSnapshotSchedule(id, root, { schedule: items });
        expect((await neon.getSnapshotSchedule(id, root)).data.schedule).toEqual(items);
      }
      await settled(sandbox, neon.updateProjectBranch(id, root, { branch: { protected: false } }));
      expect((await neon.deleteProject(id)).data.project.id).toBe(id);
      await expect(neon.getProject(id)).rejects.toMatchObject({ response: { status: 404 } });
    },
  );
});
