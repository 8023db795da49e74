import type { World } from "../../../world/world.ts";
import type { Deployment } from "../release/moment.ts";
import type { ProjectData } from "../tables/project.ts";
import { Backstage } from "./backstage.ts";
import { EdgeReplica } from "./edge-replica.ts";
import { Figures, type VersionFigures } from "./figures.ts";
import { Fleet, type FleetBounds } from "./fleet.ts";
import type { StartMessage } from "./host-message.ts";
import { Reporter, type ReporterTarget } from "./reporter.ts";
import { serverEnvironment } from "./server-environment.ts";
import { TrafficRouter, type Answered } from "./traffic-router.ts";

/** Names of metrics that are derived from requests: those of components/datadog/metrics.ts. */
const metrics = { requests: "app.requests", latency: "app.request.duration", auth: "app.auth.attempts" };

/** What {@link Deployments} is made of. */
export interface DeploymentsArgs extends FleetBounds {
  readonly world: World;
  /** Modules of the applications, by name. */
  readonly applications: Readonly<Record<string, string>>;
  /** Sandbox milliseconds until a changed value of an edge config reaches servers. */
  readonly edgeDelayMilliseconds: number;
  readonly datadog: ReporterTarget | undefined;
  readonly onDefect: (message: string) => void;
}

/** Real servers behind the Vercel of a sandbox. */
export class Deployments {
  readonly #args: DeploymentsArgs;
  readonly #edge: EdgeReplica;
  readonly #backstage: Backstage;
  readonly #fleet: Fleet;
  readonly #figures = new Figures();
  readonly #reporter: Reporter | undefined;
  readonly #router: TrafficRouter;
  readonly #ports = new Map<string, Promise<number>>();
  #port = 0;

  private constructor(args: DeploymentsArgs, edge: EdgeReplica, backstage: Backstage) {
    const { world, datadog, onDefect } = args;
    this.#args = args;
    this.#edge = edge;
    this.#backstage = backstage;
    this.#reporter = datadog && new Reporter({ target: datadog, now: () => world.clock.now() });
    this.#fleet = new Fleet(world, args, (deployment) => this.#plan(deployment));
    const onAnswered = (answered: Answered): void => this.#note(answered);
    this.#router = new TrafficRouter({ world, fleet: this.#fleet, onAnswered, onDefect });
  }

  /** Opens the router. No server runs until somebody asks for it. @throws LaunchgateError `sandbox.port-in-use` */
  static async open(args: DeploymentsArgs, port: number): Promise<Deployments> {
    const edge = new EdgeReplica(args.world, args.edgeDelayMilliseconds);
    const made = new Deployments(args, edge, await Backstage.listen(edge, args.world.faults));
    try {
      made.#port = await made.#router.listen(port);
    } catch (error) {
      await made.close();
      throw error;
    }
    return made;
  }

  /** Port on 127.0.0.1 where requests are taken by the host that they name. */
  get port(): number {
    return this.#port;
  }

  /** What servers reach beside their database: messages of the queue can be looked at here. */
  get backstage(): Backstage {
    return this.#backstage;
  }

  /** Processes that run, by id of the deployment. */
  get processes(): ReadonlyMap<string, number> {
    return this.#fleet.processes;
  }

  /** Servers started since the beginning. */
  get coldStarts(): number {
    return this.#fleet.coldStarts;
  }

  /** Metrics that were given up because Datadog did not take them. */
  get droppedMetrics(): number {
    return this.#reporter?.dropped ?? 0;
  }

  /**
   * Base URL of a project's production, with a port of its own and no path: for clients that cannot say a host name.
   *
   * @throws Error for a project that is not there
   */
  async urlOf(project: string): Promise<string> {
    const { id, name } = this.#project(project);
    const opening = this.#ports.get(id) ?? this.#router.listen(0, `${name}.localhost`);
    this.#ports.set(id, opening);
    return `http://127.0.0.1:${String(await opening)}`;
  }

  /** What each version of a project answered. */
  figures(project: string): readonly VersionFigures[] {
    return this.#figures.of(this.#project(project).id);
  }

  /** Counts anew, for one project or all. */
  clearFigures(project?: string): void {
    this.#figures.clear(project === undefined ? undefined : this.#project(project).id);
  }

  /** Sends what was counted to Datadog without waiting for the second. */
  async report(): Promise<void> {
    await this.#reporter?.flush();
  }

  /** Ends every request, server and listener. */
  async close(): Promise<void> {
    await this.#router.close();
    await this.#fleet.close();
    await this.#reporter?.close();
    await this.#backstage.close();
    this.#edge.close();
  }

  #project(idOrName: string): ProjectData {
    const all = this.#args.world.store.all<ProjectData>("vercel.project");
    const found = all.find(({ data }) => data.id === idOrName || data.name === idOrName);
    if (!found) throw new Error(`no project ${idOrName}`);
    return found.data;
  }

  #plan(deployment: Deployment): Omit<StartMessage, "clock"> {
    const { application, version, behaviour } = deployment.data.artefact;
    const entry = this.#args.applications[application];
    if (entry === undefined) {
      const known = Object.keys(this.#args.applications).join(", ");
      throw new Error(`no application "${application}"; there are: ${known}`);
    }
    const environment = serverEnvironment(deployment, { backstage: this.#backstage.url });
    return { entry, application, version, behaviour, environment, datadog: this.#args.datadog ?? null };
  }

  #note({ project, deployment, status, milliseconds, hasCredentials }: Answered): void {
    const { artefact, environment } = deployment.data;
    const { application: service, version } = artefact;
    const statusClass = `${String(Math.floor(status / 100))}xx`;
    this.#figures.note(project.data.id, deployment.data.id, version, statusClass, milliseconds);
    const tags = { service, env: environment["STAGE"] ?? "unknown", version };
    this.#reporter?.count(metrics.requests, { ...tags, status_class: statusClass });
    this.#reporter?.value(metrics.latency, tags, milliseconds);
    if (!hasCredentials) return;
    const outcome = status === 401 || status === 403 ? "denied" : "allowed";
    this.#reporter?.count(metrics.auth, { ...tags, outcome });
  }
}
