import type { JudgedResource } from "@launchgate/core";
import { View } from "./view.ts";

/** One resource as rules read it. */
export class ResourceView extends View {
  readonly resource: JudgedResource;

  constructor(resource: JudgedResource) {
    super(resource.inputs);
    this.resource = resource;
  }

  get urn(): string {
    return this.resource.urn;
  }

  get type(): string {
    return this.resource.type;
  }

  /** Logical name. */
  get name(): string {
    return this.resource.name;
  }

  get protect(): boolean {
    return this.resource.protect;
  }
}

/** Every resource of a stack with who belongs to whom. */
export class Graph {
  readonly #byType = new Map<string, ResourceView[]>();
  readonly #byUrn = new Map<string, ResourceView>();

  constructor(resources: readonly JudgedResource[]) {
    for (const resource of resources) {
      const view = new ResourceView(resource);
      const sameType = this.#byType.get(resource.type);
      if (sameType === undefined) this.#byType.set(resource.type, [view]);
      else sameType.push(view);
      this.#byUrn.set(resource.urn, view);
    }
    for (const views of this.#byType.values()) views.sort((a, b) => (a.urn < b.urn ? -1 : 1));
  }

  get all(): readonly ResourceView[] {
    return [...this.#byUrn.values()];
  }

  /** Resources of one of the types, each type sorted by URN: the order of registration differs from run to run. */
  ofType(...types: readonly string[]): readonly ResourceView[] {
    return types.flatMap((type) => this.#byType.get(type) ?? []);
  }

  /** Resources of a type that `resource` takes values from or waits for: holds too where ids are not known yet. */
  usedBy(resource: ResourceView, ...types: readonly string[]): readonly ResourceView[] {
    return resource.resource.dependencies
      .map((urn) => this.#byUrn.get(urn))
      .filter((each): each is ResourceView => each !== undefined && types.includes(each.type));
  }

  /** Resources of a type that take values from `resource` or wait for it. */
  usersOf(resource: ResourceView, ...types: readonly string[]): readonly ResourceView[] {
    return this.ofType(...types).filter((each) => each.resource.dependencies.includes(resource.urn));
  }

  /** The nearest resource of a type above `resource`. */
  above(resource: ResourceView, type: string): ResourceView | undefined {
    let parent = this.#parentOf(resource);
    while (parent !== undefined && parent.type !== type) parent = this.#parentOf(parent);
    return parent;
  }

  /** Resources of a type below `resource`, at any depth. */
  below(resource: ResourceView, ...types: readonly string[]): readonly ResourceView[] {
    return this.ofType(...types).filter((each) => this.#isBelow(each, resource.urn));
  }

  #isBelow(resource: ResourceView, urn: string): boolean {
    let parent = this.#parentOf(resource);
    while (parent !== undefined && parent.urn !== urn) parent = this.#parentOf(parent);
    return parent !== undefined;
  }

  #parentOf(resource: ResourceView): ResourceView | undefined {
    const { parent } = resource.resource;
    return parent === undefined ? undefined : this.#byUrn.get(parent);
  }
}
