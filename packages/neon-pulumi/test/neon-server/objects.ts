/* eslint-disable @typescript-eslint/no-deprecated -- Neon's document requires deprecated fields in answers */
import { EndpointPoolerMode, EndpointState } from "@neondatabase/api-client";
import type {
  Branch,
  Endpoint,
  EndpointCreateRequest,
  Project,
  ProjectCreateRequest,
  Role,
} from "@neondatabase/api-client";
import { freshId, now } from "./state.ts";

type ProjectBody = ProjectCreateRequest["project"];

/** A new project as Neon would make it. */
export function newProject(body: ProjectBody): Project {
  const id = freshId("test-project-");
  return {
    id,
    platform_id: "aws",
    region_id: body.region_id ?? "aws-us-east-1",
    name: body.name ?? id,
    provisioner: "k8s-neonvm",
    default_endpoint_settings: {
      autoscaling_limit_min_cu: 0.25,
      autoscaling_limit_max_cu: 2,
      suspend_timeout_seconds: 0,
      ...body.default_endpoint_settings,
    },
    settings: {
      allowed_ips: { ips: [], protected_branches_only: false },
      enable_logical_replication: false,
      block_public_connections: false,
      block_vpc_connections: false,
      ...body.settings,
    },
    pg_version: body.pg_version ?? 17,
    proxy_host: `${body.region_id ?? "aws-us-east-1"}.db.test`,
    store_passwords: body.store_passwords ?? true,
    branch_logical_size_limit: 1,
    branch_logical_size_limit_bytes: 1,
    history_retention_seconds: body.history_retention_seconds ?? 86_400,
    owner_id: "org-test-owner",
    ...(body.org_id !== undefined && { org_id: body.org_id }),
    creation_source: "console",
    data_storage_bytes_hour: 0,
    data_transfer_bytes: 0,
    written_data_bytes: 0,
    compute_time_seconds: 0,
    active_time_seconds: 0,
    cpu_used_sec: 0,
    created_at: now(),
    updated_at: now(),
    consumption_period_start: now(),
    consumption_period_end: now(),
    active_time: 0,
  } as Project;
}

/** A new branch as Neon would make it. */
export function newBranch(projectId: string, values: Partial<Branch>): Branch {
  return {
    id: freshId("br-test-"),
    project_id: projectId,
    name: "main",
    current_state: "ready",
    state_changed_at: now(),
    creation_source: "console",
    default: false,
    protected: false,
    cpu_used_sec: 0,
    compute_time_seconds: 0,
    active_time_seconds: 0,
    written_data_bytes: 0,
    data_transfer_bytes: 0,
    created_at: now(),
    updated_at: now(),
    logical_size: 0,
    ...values,
  };
}

/** A new endpoint as Neon would make it. */
export function newEndpoint(project: Project, body: EndpointCreateRequest["endpoint"]): Endpoint {
  const id = freshId("ep-test-");
  const defaults = project.default_endpoint_settings;
  return {
    id,
    host: `${id}.${project.proxy_host}`,
    project_id: project.id,
    branch_id: body.branch_id,
    autoscaling_limit_min_cu: body.autoscaling_limit_min_cu ?? defaults?.autoscaling_limit_min_cu ?? 0.25,
    autoscaling_limit_max_cu: body.autoscaling_limit_max_cu ?? defaults?.autoscaling_limit_max_cu ?? 2,
    region_id: project.region_id,
    type: body.type,
    current_state: EndpointState.Idle,
    settings: { pg_settings: body.settings?.pg_settings ?? {} },
    pooler_enabled: false,
    pooler_mode: EndpointPoolerMode.Transaction,
    disabled: body.disabled ?? false,
    passwordless_access: true,
    creation_source: "console",
    created_at: now(),
    updated_at: now(),
    proxy_host: project.proxy_host,
    suspend_timeout_seconds: body.suspend_timeout_seconds ?? defaults?.suspend_timeout_seconds ?? 0,
    provisioner: "k8s-neonvm",
    ...(body.name !== undefined && { name: body.name }),
  };
}

/** A new role as Neon would make it. */
export function newRole(branchId: string, name: string, canLogin: boolean): Role {
  return {
    branch_id: branchId,
    name,
    ...(canLogin && { password: `pw-${freshId("")}/+ü` }),
    protected: false,
    authentication_method: canLogin ? "password" : "no_login",
    created_at: now(),
    updated_at: now(),
  };
}
