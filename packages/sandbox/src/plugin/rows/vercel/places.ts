import type { Properties } from "@launchgate/provider-kit";
import type { PluginRow, Setting } from "../../row.ts";
import type { FieldForm } from "../../wire-form.ts";

/** Team of the provider's settings; a resource's own one has to be the same: the practice ground has one team. */
export const teamSetting: Setting = { change: "replace" };

/** `teamId` is no part of bodies: it goes as a query parameter of every request. It is read where the answer has it. */
export function teamForm(key: "accountId" | "ownerId"): FieldForm {
  return { skip: true, from: (_value, body) => body[key] };
}

/** Text of an id; empty for anything else. */
export function textOf(value: unknown): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : "";
}

/** A part of a path. */
export function part(value: unknown): string {
  return encodeURIComponent(textOf(value));
}

/** Address of a project with the version that the provider uses there. */
export function projectAt(version: string, projectId: unknown, rest = ""): string {
  return `/${version}/projects/${part(projectId)}${rest}`;
}

/** The last parts of an id: an import takes the team before them, or not (`splitInto2Or3` of the provider). */
export function lastParts(id: string, count: number): readonly string[] {
  return id.split("/").slice(-count);
}

/** A row whose import takes `team_.../` before its own id too. */
export function withTeamInImport(row: PluginRow): PluginRow {
  return { ...row, find: (id, state, call) => row.find(id.replace(/^team_[^/]+\//, ""), state, call) };
}

/** An object of an answer; an empty one for anything else. */
export function objectOf(value: unknown): Properties {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Properties) : {};
}

/** A list of an answer or of inputs; an empty one for anything else. */
export function listOf(value: unknown): readonly Properties[] {
  return Array.isArray(value) ? (value as readonly Properties[]) : [];
}
