import { createRequire } from "node:module";
import path from "node:path";
import ts from "typescript";
import type { Field, Fields, Shape } from "./shape.ts";

const packages: Readonly<Record<string, string>> = {
  github: "@pulumi/github",
  vercel: "@pulumiverse/vercel",
  pagerduty: "@pulumi/pagerduty",
  datadog: "@pulumi/datadog",
  random: "@pulumi/random",
};
const require = createRequire(import.meta.url);

/** What one input of a resource says of itself in the SDK. */
export interface InputDocumentation {
  /** Property path, `[]` for list members. */
  readonly path: string;
  readonly text: string;
}

/** The typed arguments of SDK classes, read from their declaration files through the TypeScript compiler. */
export class SdkTypes {
  readonly #program: ts.Program;
  readonly #checker: ts.TypeChecker;

  /** Reads the declarations of the classes of `types` (type tokens); those that no SDK has are left out. */
  constructor(types: readonly string[]) {
    const files = [...new Set(types.flatMap((type) => declarationFile(type) ?? []))];
    this.#program = ts.createProgram(files, {
      module: ts.ModuleKind.NodeNext,
      moduleResolution: ts.ModuleResolutionKind.NodeNext,
      target: ts.ScriptTarget.ES2022,
      strict: true,
      skipLibCheck: true,
      noEmit: true,
      types: [],
    });
    this.#checker = this.#program.getTypeChecker();
  }

  /** Shape of the inputs of a type; undefined where the SDK has no class for it. */
  inputs(type: string): Shape | undefined {
    const args = this.#argsOf(type);
    return args && { kind: "object", name: type, fields: () => this.#fields(args) };
  }

  /** Names of the outputs of a type: members of its class that are outputs. */
  outputs(type: string): string[] {
    const symbol = this.#exported(type, type.split(":").at(-1) ?? "");
    if (symbol === undefined) return [];
    const own = this.#checker.getPropertiesOfType(this.#checker.getDeclaredTypeOfSymbol(symbol));
    const isOutput = (member: ts.Symbol): boolean => {
      const declared = this.#checker.getTypeOfSymbol(member);
      const parts = declared.isUnion() ? declared.types : declared.isIntersection() ? declared.types : [declared];
      return parts.some((each) => nameOf(each).startsWith("Output"));
    };
    return own
      .filter(isOutput)
      .map(({ name }) => name)
      .filter((name) => name !== "urn" && name !== "id");
  }

  /** Documentation of every input of a type, at any depth to four levels. */
  documentation(type: string): InputDocumentation[] {
    const args = this.#argsOf(type);
    return args ? this.#documentation(args, "", 4) : [];
  }

  #argsOf(type: string): ts.Type | undefined {
    const name = type.startsWith("pulumi:providers:") ? "ProviderArgs" : `${type.split(":").at(-1) ?? ""}Args`;
    const symbol = this.#exported(type, name);
    return symbol && this.#checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** What the declaration file of a type exports under a name. */
  #exported(type: string, name: string): ts.Symbol | undefined {
    const file = declarationFile(type);
    const source = file === undefined ? undefined : this.#program.getSourceFile(file);
    const module = source && this.#checker.getSymbolAtLocation(source);
    return module && this.#checker.getExportsOfModule(module).find((each) => each.name === name);
  }

  #fields(type: ts.Type): Fields {
    return new Map(this.#checker.getPropertiesOfType(type).map((property) => [property.name, this.#field(property)]));
  }

  #field(property: ts.Symbol): Field {
    const deprecated = property.getJsDocTags(this.#checker).find(({ name }) => name === "deprecated");
    return {
      shape: this.#shape(this.#checker.getTypeOfSymbol(property)),
      required: (property.flags & ts.SymbolFlags.Optional) === 0,
      ...(deprecated ? { deprecated: ts.displayPartsToString(deprecated.text) || "the SDK says so" } : {}),
    };
  }

  #shape(input: ts.Type): Shape {
    const parts = this.#plainParts(input);
    if (parts.some(({ flags }) => (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) !== 0)) return { kind: "any" };
    const [only] = parts;
    if (parts.length === 1 && only && (only.flags & ts.TypeFlags.Object) !== 0) return this.#objectShape(only);
    const types = [...new Set(parts.flatMap(scalarOf))];
    return types.length > 0 ? { kind: "scalar", types } : { kind: "any" };
  }

  #objectShape(type: ts.Type): Shape {
    if (this.#checker.isArrayType(type)) {
      const [item] = this.#checker.getTypeArguments(type as ts.TypeReference);
      return { kind: "list", item: item ? this.#shape(item) : { kind: "any" } };
    }
    const indexed = type.getStringIndexType();
    if (indexed) return { kind: "map", item: this.#shape(indexed) };
    return { kind: "object", name: type.symbol.name, fields: () => this.#fields(type) };
  }

  /** `pulumi.Input<T>` is `T | Promise<T> | Output<T>`: what is left of it is T. */
  #plainParts(input: ts.Type): ts.Type[] {
    const parts = input.isUnion() ? input.types : [input];
    return parts.filter((each) => {
      const name = each.symbol as ts.Symbol | undefined;
      return name?.name !== "Promise" && name?.name !== "OutputInstance" && (each.flags & ts.TypeFlags.Undefined) === 0;
    });
  }

  #documentation(type: ts.Type, prefix: string, depth: number): InputDocumentation[] {
    if (depth === 0) return [];
    return this.#checker.getPropertiesOfType(type).flatMap((property) => {
      const path = prefix === "" ? property.name : `${prefix}.${property.name}`;
      const text = ts.displayPartsToString(property.getDocumentationComment(this.#checker));
      return [{ path, text }, ...this.#nestedDocumentation(this.#checker.getTypeOfSymbol(property), path, depth)];
    });
  }

  #nestedDocumentation(input: ts.Type, path: string, depth: number): InputDocumentation[] {
    const [only] = this.#plainParts(input);
    if (!only || (only.flags & ts.TypeFlags.Object) === 0) return [];
    if (this.#checker.isArrayType(only)) {
      const [item] = this.#checker.getTypeArguments(only as ts.TypeReference);
      return item ? this.#nestedDocumentation(item, `${path}[]`, depth) : [];
    }
    return only.getStringIndexType() ? [] : this.#documentation(only, path, depth - 1);
  }
}

/** Name of a type; empty where it has none: the compiler's types say that every type has a symbol, which is not so. */
function nameOf({
  aliasSymbol,
  symbol,
}: {
  aliasSymbol?: ts.Symbol | undefined;
  symbol?: ts.Symbol | undefined;
}): string {
  return (aliasSymbol ?? symbol)?.name ?? "";
}

function scalarOf({ flags }: ts.Type): ("string" | "number" | "boolean")[] {
  if ((flags & ts.TypeFlags.StringLike) !== 0) return ["string"];
  if ((flags & ts.TypeFlags.NumberLike) !== 0) return ["number"];
  if ((flags & ts.TypeFlags.BooleanLike) !== 0) return ["boolean"];
  return [];
}

/** `monitor.d.ts` of `@pulumi/datadog` for `datadog:index/monitor:Monitor`; undefined where no SDK is known or has it. */
function declarationFile(type: string): string | undefined {
  const [vendor = "", module = ""] = type.startsWith("pulumi:providers:")
    ? [type.split(":")[2], "provider"]
    : type.split(":");
  const name = packages[vendor];
  if (name === undefined) return undefined;
  const root = path.dirname(require.resolve(`${name}/package.json`));
  const file = path.join(root, `${module.replace(/^index\//, "")}.d.ts`);
  return ts.sys.fileExists(file) ? file : undefined;
}
