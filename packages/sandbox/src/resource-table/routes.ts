import type { Dialect } from "../http/dialect.ts";
import type { Route } from "../http/router.ts";
import type { OnChange } from "./change.ts";
import { handlers } from "./handlers.ts";
import { parseOperations } from "./operation.ts";
import type { Resource } from "./resource.ts";

const reading = new Set(["read", "list"]);

/** The routes of a row. */
export function routesOf(row: Resource, dialect: Dialect, onChange: OnChange): readonly Route[] {
  const operations = parseOperations(row.operations);
  return operations.map((operation) => {
    const { kind, method, template, status, statusWhenThere, documentedAs } = operation;
    const args = { row, operation, dialect, onChange };
    return {
      method,
      template,
      scope: reading.has(kind) ? row.scopes.read : row.scopes.write,
      statuses: [...new Set([status, statusWhenThere])],
      source: row.source,
      ...(row.secretParams ? { secretParams: row.secretParams } : {}),
      ...(documentedAs === undefined ? {} : { documentedAs }),
      run: (call) => handlers[kind](args, call),
    };
  });
}
