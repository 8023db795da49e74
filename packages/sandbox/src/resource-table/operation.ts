import { methods, type Method } from "../http/message.ts";
import type { OperationKind, Operations } from "./resource.ts";

/** One parsed line of {@link Operations}. */
export interface Operation {
  readonly kind: OperationKind;
  readonly method: Method;
  readonly template: string;
  /** Status; of `upsert`: status when made. */
  readonly status: number;
  /** Status of `upsert` when it was there before. */
  readonly statusWhenThere: number;
  /** Fixed body instead of the view. */
  readonly fixedBody?: unknown;
  readonly documentedAs?: string;
}

const pattern =
  /^(?<method>[A-Z]+) (?<template>\/\S*) -> (?<status>\d{3})(?:\/(?<there>\d{3}))?(?: (?<body>\{\}|\[\]))?(?: = (?<alias>\/\S*))?$/;

/** Reads the lines of a row. @throws Error for a line that is not of the form told at {@link Operations} */
export function parseOperations(operations: Operations): readonly Operation[] {
  return (Object.entries(operations) as [OperationKind, string | readonly string[]][]).flatMap(([kind, lines]) =>
    [lines].flat().map((line) => parse(kind, line)),
  );
}

function parse(kind: OperationKind, line: string): Operation {
  const groups = pattern.exec(line)?.groups;
  const method = methods.find((each) => each === groups?.["method"]);
  if (!groups || !method) throw new Error(`"${line}" is no operation: want "GET /path/{name} -> 200"`);
  const { template = "", status, there, body, alias } = groups;
  return {
    kind,
    method,
    template,
    status: Number(status),
    statusWhenThere: Number(there ?? status),
    ...(body === undefined ? {} : { fixedBody: JSON.parse(body) as unknown }),
    ...(alias === undefined ? {} : { documentedAs: alias }),
  };
}
