import { OperationStatus } from "@neondatabase/api-client";
import type { AnnotationData, Branch, Operation, OperationAction, ProjectListItem } from "@neondatabase/api-client";
import { randomUUID } from "node:crypto";
import { found } from "./http.ts";
import { Lagging, now } from "./state.ts";
import type { ProjectState } from "./state.ts";

/** An API key as listed. */
export interface KeyState {
  readonly id: number;
  readonly name: string;
  readonly orgId: string | undefined;
  readonly projectId: string | undefined;
  readonly createdAt: string;
}

/** Everything that the API key can see. */
export class Account {
  readonly projects = new Map<string, ProjectState>();
  readonly keys: KeyState[] = [];
  /** How long an operation takes, milliseconds. */
  operationMilliseconds = 5;
  /** How long reads lag behind writes, milliseconds. */
  lagMilliseconds = 0;
  /** How the next operation ends; then again "finished". */
  nextOperationEnds = OperationStatus.Finished;
  /** Operations that are forgotten at once. */
  forgetOperations = false;

  /** A project that is there. */
  project(id: string): ProjectState {
    return found(this.projects.get(id), `project ${id}`);
  }

  /** The only project of a name. */
  named(name: string): ProjectState {
    const all = this.projectsNamed(name);
    if (all.length !== 1) throw new Error(`${String(all.length)} projects are named ${name}`);
    return all[0] as ProjectState;
  }

  /** All projects of a name. */
  projectsNamed(name: string): ProjectState[] {
    return [...this.projects.values()].filter((state) => state.project.current.name === name);
  }

  /** A lagging value with this account's lag. */
  keep<T extends object>(value: T): Lagging<T> {
    return new Lagging(value, this.lagMilliseconds);
  }

  /** Starts an operation. */
  operate(state: ProjectState, action: OperationAction, branchId?: string, endpointId?: string): Operation {
    const operation: Operation = {
      id: randomUUID(),
      project_id: state.project.current.id,
      action,
      status: OperationStatus.Scheduling,
      failures_count: 0,
      created_at: now(),
      updated_at: now(),
      total_duration_ms: 0,
      ...(branchId !== undefined && { branch_id: branchId }),
      ...(endpointId !== undefined && { endpoint_id: endpointId }),
    };
    const final = this.nextOperationEnds;
    this.nextOperationEnds = OperationStatus.Finished;
    if (!this.forgetOperations) {
      state.operations.push({ operation, endsAt: performance.now() + this.operationMilliseconds, final });
    }
    return operation;
  }

  /** Operations as they are now, newest first. */
  operations(state: ProjectState): Operation[] {
    return state.operations
      .map(({ operation, endsAt, final }) => {
        const ended = performance.now() >= endsAt;
        const status = ended ? final : OperationStatus.Running;
        return { ...operation, status, ...(status === OperationStatus.Failed && { error: "planned by the test" }) };
      })
      .toReversed();
  }

  /** Whether an operation of the project runs. */
  isBusy(projectId: string): boolean {
    const state = this.projects.get(projectId);
    return state?.operations.some((item) => performance.now() < item.endsAt) ?? false;
  }

  /** Branches as reads see them. */
  branches(state: ProjectState): Branch[] {
    return [...state.branches.values()].flatMap((branch) => branch.seen ?? []);
  }

  /** Annotations as reads see them. */
  annotation(state: ProjectState, branchId: string): AnnotationData {
    return { object: { type: "console/branch", id: branchId }, value: state.annotations.get(branchId) ?? {} };
  }

  /** A project in the form of lists. */
  listItem(state: ProjectState): ProjectListItem | undefined {
    const project = state.project.seen;
    return project === undefined ? undefined : { ...project, active_time: 0 };
  }
}
