import type { Model } from "@launchgate/core";
import { allFiles, rulesTarget } from "../pipelines/files.ts";
import { noEnvironment, settingsOf, type NeededSetting } from "../pipelines/settings-needed.ts";
import { githubKinds } from "../vendors/inventories/github-kinds.ts";
import type { InventoryObject } from "../vendors/inventory-object.ts";
import type { SetByPeople } from "./report.ts";

/** Secrets and variables that people set and workflows of ours read: kind and id, in lower case, to the names of the workflows. */
export type WantedSettings = ReadonlyMap<string, readonly string[]>;

/**
 * What the workflows of the model want people to set (S3), by name alone: a value is never read. What the program makes is not among them:
 * a state declares it.
 */
export function wantedSettings(model: Model): WantedSettings {
  const theirs = settingsOf(allFiles(model)).filter(({ madeBy }) => madeBy === "person");
  return new Map(theirs.map((each) => [keyOf(kindOf(each), idOf(each, model)), each.workflows]));
}

/** A thing that people set because workflows want it; undefined where none does. GitHub takes names in any case. */
export function setByPeople(
  { vendor, kind, id, name }: InventoryObject,
  wanted: WantedSettings,
): SetByPeople | undefined {
  const workflows = wanted.get(keyOf(kind, id));
  return workflows && { vendor, kind, name, id, workflows };
}

function kindOf({ kind, environment }: NeededSetting): string {
  if (environment === noEnvironment)
    return kind === "secret" ? githubKinds.repositorySecret : githubKinds.repositoryVariable;
  return kind === "secret" ? githubKinds.environmentSecret : githubKinds.environmentVariable;
}

function idOf({ target, environment, name }: NeededSetting, { services, organization }: Model): string {
  const repository = target === rulesTarget ? organization.rulesRepository.name : services[target]?.repository.name;
  return [repository ?? target, ...(environment === noEnvironment ? [] : [environment]), name].join(":");
}

function keyOf(kind: string, id: string): string {
  return `${kind} ${id.toLowerCase()}`;
}
