import { readFileSync } from "node:fs";
import type { ObjectType } from "@launchgate/provider-kit";

/** Inputs and outputs of one resource type, as the installed SDK declares them. */
export interface TypeShape {
  readonly inputs: ObjectType["fields"];
  readonly outputs: readonly string[];
}

/** Shapes of the types of one package; `provider` are the settings of the provider. Generated: scripts/generate/plugin-shapes.ts. */
export interface PackageShapes {
  readonly version: string;
  readonly provider: ObjectType["fields"];
  readonly types: Readonly<Record<string, TypeShape>>;
}

const loaded = new Map<string, PackageShapes>();

/** Shapes of a package, read once. */
export function shapesOf(packageName: string): PackageShapes {
  const found = loaded.get(packageName);
  if (found !== undefined) return found;
  const text = readFileSync(new URL(`shapes/${packageName}.json`, import.meta.url), "utf8");
  const shapes = JSON.parse(text) as PackageShapes;
  loaded.set(packageName, shapes);
  return shapes;
}
