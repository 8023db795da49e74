/** One resource of a program of the check: what a component of the product would register. */
export interface Declared {
  /** Name within the stack; another resource's inputs refer to it as `<github:Team NAME: id>`. */
  readonly name: string;
  /** Type token, such as `github:index/team:Team`. */
  readonly type: string;
  readonly inputs: Readonly<Record<string, unknown>>;
  /** Names of resources that must be there before; those that inputs refer to need not be named. */
  readonly after: readonly string[];
  /** Id of a resource that is there already: it is taken over instead of made. */
  readonly import?: string;
  /** Inputs that are not compared, because the vendor never tells them. */
  readonly ignoreChanges?: readonly string[];
  /** Stays at the vendor when it goes from the program. */
  readonly retainOnDelete?: boolean;
  /** Goes before its successor is made; for things whose name can be there only once. */
  readonly deleteBeforeReplace?: boolean;
}

/** What an input says in place of another resource's id: `<github:Team organization-team-platform-team: id>`. */
export const referencePattern = /^<github:\w+ (.+): id>$/;

/** Writes a reference to the id of a resource. */
export function idOf(type: string, name: string): string {
  return `<github:${type} ${name}: id>`;
}

/** Type token of a class of the npm package. */
export function token(className: string): string {
  return `github:index/${className.charAt(0).toLowerCase()}${className.slice(1)}:${className}`;
}
