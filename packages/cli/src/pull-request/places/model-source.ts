import ts from "typescript";
import type { Place } from "../review/review.ts";

/** Hops from name to name that are followed; more is a circle. */
const longestWay = 50;

/** The sources of a model, read and never run: finds the line on which a key of the model stands. */
export class ModelSource {
  readonly #files = new Map<string, ts.SourceFile>();

  /** `sources`: texts by path, such as `stacks/index.ts`. */
  constructor(sources: ReadonlyMap<string, string>) {
    for (const [file, text] of sources)
      this.#files.set(file, ts.createSourceFile(file, text, ts.ScriptTarget.Latest, false, ts.ScriptKind.TS));
  }

  /** The line of the deepest part of `path` that is written down, from `model` in stacks/index.ts; undefined where none is. */
  locate(path: readonly string[]): (Place & { readonly depth: number }) | undefined {
    const start = this.#files.get("stacks/index.ts");
    const model = start && this.#named(start, "model", 0);
    return model && this.#walk(model, path);
  }

  /** Keys of the map at `path`, as far as they are written out; empty where there is none. */
  keysOf(path: readonly string[]): readonly string[] {
    const start = this.#files.get("stacks/index.ts");
    let here = start && this.#named(start, "model", 0);
    for (const key of path) here = here && this.#property(here, key, 0);
    const value = here && this.#value(here, 0).value;
    if (value === undefined || !ts.isObjectLiteralExpression(value)) return [];
    return value.properties.map(nameOf).filter((name) => name !== undefined);
  }

  #walk(from: Found, path: readonly string[]): Place & { readonly depth: number } {
    let here = from;
    for (const [depth, key] of path.entries()) {
      const next = this.#property(here, key, 0);
      if (next === undefined) return { ...placeOf(this.#value(here, 0)), depth };
      here = next;
    }
    return { ...placeOf(this.#value(here, 0)), depth: path.length };
  }

  /** The property `key` of an object, also of one that is spread into it; the last one written counts. */
  #property(found: Found, key: string, hops: number): Found | undefined {
    const { file, value } = this.#value(found, hops);
    if (value === undefined || hops > longestWay || !ts.isObjectLiteralExpression(value)) return undefined;
    for (const member of value.properties.toReversed()) {
      if (ts.isSpreadAssignment(member)) {
        const inner = this.#property({ file, node: member, value: member.expression }, key, hops + 1);
        if (inner !== undefined) return inner;
      } else if (nameOf(member) === key) {
        const own = ts.isPropertyAssignment(member) ? member.initializer : member.name;
        return { file, node: member, value: own as ts.Expression };
      }
    }
    return undefined;
  }

  /** What an expression comes to: names are followed into other files, wrappers are taken off. */
  #value(found: Found, hops: number): Found {
    const { file, value } = found;
    if (value === undefined || hops > longestWay) return found;
    if (ts.isSatisfiesExpression(value) || ts.isAsExpression(value) || ts.isParenthesizedExpression(value))
      return this.#value({ ...found, value: value.expression }, hops + 1);
    if (ts.isIdentifier(value)) {
      const meant = this.#named(file, value.text, hops + 1);
      return meant === undefined ? found : this.#value(meant, hops + 1);
    }
    // A helper that fills in the rest: its last argument is what differs.
    const last = ts.isCallExpression(value) ? value.arguments.at(-1) : undefined;
    return last === undefined ? found : this.#value({ ...found, value: last }, hops + 1);
  }

  #named(file: ts.SourceFile, name: string, hops: number): Found | undefined {
    if (hops > longestWay) return undefined;
    for (const statement of file.statements) {
      if (ts.isVariableStatement(statement))
        for (const declared of statement.declarationList.declarations)
          if (ts.isIdentifier(declared.name) && declared.name.text === name)
            return { file, node: declared, value: declared.initializer };
      const imported = ts.isImportDeclaration(statement) ? importedName(statement, name) : undefined;
      const next = imported && this.#files.get(besides(file.fileName, imported.from));
      if (next) return this.#named(next, imported.name, hops + 1);
    }
    return undefined;
  }
}

interface Found {
  readonly file: ts.SourceFile;
  /** What the line is told of. */
  readonly node: ts.Node;
  readonly value: ts.Expression | undefined;
}

function placeOf({ file, node }: Found): Place {
  return { path: file.fileName, line: file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1 };
}

function nameOf(member: ts.ObjectLiteralElementLike): string | undefined {
  const { name } = member;
  return name && (ts.isIdentifier(name) || ts.isStringLiteral(name)) ? name.text : undefined;
}

function importedName(statement: ts.ImportDeclaration, name: string): { name: string; from: string } | undefined {
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings) || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined;
  const found = bindings.elements.find((each) => each.name.text === name);
  return found && { name: (found.propertyName ?? found.name).text, from: statement.moduleSpecifier.text };
}

/** Path of a neighbour file: `./prod.ts` beside `stacks/index.ts`. */
function besides(file: string, specifier: string): string {
  return `${file.slice(0, file.lastIndexOf("/") + 1)}${specifier.replace(/^\.\//, "")}`;
}
