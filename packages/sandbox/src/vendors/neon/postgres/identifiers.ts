import pg from "pg";

/** An identifier in SQL. */
export const name = (text: string): string => pg.escapeIdentifier(text);

/** A text in SQL. */
export const text = (value: string): string => pg.escapeLiteral(value);
