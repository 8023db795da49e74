import type { Application, ApplicationContext } from "../shared/application.ts";
import { behaviourOf } from "../shared/behaviours.ts";
import { Database } from "../shared/database.ts";
import type { Reply } from "../shared/reply.ts";
import type { AppRoute } from "../shared/route.ts";
import { AppServer } from "../shared/server.ts";
import { Switches } from "../shared/switches.ts";
import { Video } from "../shared/video.ts";
import { schema, Sessions } from "./sessions.ts";

/** Public site and application: pages, video, and sessions that are kept. */
export const serve: Application = (context) => {
  const { environment, behaviour } = context;
  const switches = new Switches(environment["EDGE_CONFIG"]);
  const database = new Database(environment["DATABASE_URL"], schema);
  const sessions = new Sessions(database, behaviourOf(behaviour).corruptsWrites);
  const routes = routesOf(context, sessions, new Video(context, switches));
  const ready = async (): Promise<void> => {
    await database.query("SELECT 1");
  };
  const gauges = () => ({ "app.database.connections_percent": database.connectionsPercent });
  return new AppServer(context, { routes, switches, ready, gauges, close: () => database.close() }).listen();
};

function routesOf({ version, count }: ApplicationContext, sessions: Sessions, video: Video): readonly AppRoute[] {
  const begin = async (body: unknown): Promise<Reply> => {
    const { session, isNew } = await sessions.begin(body);
    if (isNew) count("app.business.sessions_started");
    return { status: isNew ? 201 : 200, body: session };
  };
  const watch = async (id = ""): Promise<Reply> => ({ status: 200, body: await video.playback(id) });
  const find = async (id?: string): Promise<Reply> => ({ status: 200, body: await sessions.find(id) });
  return [
    { method: "GET", path: "/", run: () => home(version) },
    { method: "GET", path: "/watch/:id", run: ({ params }) => watch(params["id"]) },
    { method: "POST", path: "/v1/sessions", isWrite: true, run: ({ body }) => begin(body) },
    { method: "GET", path: "/v1/sessions/:clientId", run: ({ params }) => find(params["clientId"]) },
  ];
}

function home(version: string): Reply {
  const title = "Motion Mavericks";
  const content = `<!doctype html><html lang="en"><title>${title}</title><h1>${title}</h1><p>Version ${version}</p></html>`;
  return { status: 200, text: { type: "text/html; charset=utf-8", content } };
}
