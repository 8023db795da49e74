import { z } from "zod";
import type { Application } from "../shared/application.ts";
import { behaviourOf } from "../shared/behaviours.ts";
import { Database } from "../shared/database.ts";
import { clientId, read } from "../shared/fields.ts";
import { Refused, type Reply } from "../shared/reply.ts";
import { AppServer, type AppRoute, type Asked } from "../shared/server.ts";
import { Switches } from "../shared/switches.ts";
import { Video } from "../shared/video.ts";

const schema = `CREATE TABLE IF NOT EXISTS sessions (
  id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
  client_id text NOT NULL UNIQUE,
  page text NOT NULL,
  started_at timestamptz NOT NULL DEFAULT now()
);`;

interface Row {
  readonly id: string;
  readonly client_id: string;
  readonly page: string;
}

const newSession = z.strictObject({ clientId, page: z.string().min(1).max(200) });

/** Public site and application: pages, video, and sessions that are kept. */
export const serve: Application = (context) => {
  const { environment, behaviour, version, count } = context;
  const { corruptsWrites } = behaviourOf(behaviour);
  const switches = new Switches(environment["EDGE_CONFIG"]);
  const database = new Database(environment["DATABASE_URL"], schema);
  const video = new Video(context, switches);

  async function begin({ body }: Asked): Promise<Reply> {
    const given = read(newSession, body);
    const insert =
      "INSERT INTO sessions (client_id, page) VALUES ($1, $2) ON CONFLICT (client_id) DO NOTHING RETURNING *";
    const [made] = await database.query<Row>(insert, [given.clientId, corruptsWrites ? "" : given.page]);
    if (made) count("app.business.sessions_started");
    const [kept] = made
      ? [made]
      : await database.query<Row>("SELECT * FROM sessions WHERE client_id = $1", [given.clientId]);
    return { status: made ? 201 : 200, body: { id: kept?.id, clientId: given.clientId, page: given.page } };
  }

  async function session({ params }: Asked): Promise<Reply> {
    const [row] = await database.query<Row>("SELECT * FROM sessions WHERE client_id = $1", [params["clientId"]]);
    if (!row) throw new Refused(404, "NOT_FOUND", "There is no such session.");
    return { status: 200, body: { id: row.id, clientId: row.client_id, page: row.page } };
  }

  const routes: readonly AppRoute[] = [
    { method: "GET", path: "/", run: () => home(version) },
    {
      method: "GET",
      path: "/watch/:id",
      run: async ({ params }) => ({ status: 200, body: await video.playback(params["id"] ?? "") }),
    },
    { method: "POST", path: "/v1/sessions", isWrite: true, run: begin },
    { method: "GET", path: "/v1/sessions/:clientId", run: session },
  ];
  const ready = async (): Promise<void> => {
    await database.query("SELECT 1");
  };
  const gauges = () => ({ "app.database.connections_percent": database.connectionsPercent });
  return new AppServer(context, { routes, switches, ready, gauges, close: () => database.close() }).listen();
};

function home(version: string): Reply {
  const content = `<!doctype html><html lang="en"><title>Motion Mavericks</title><h1>Motion Mavericks</h1><p>Version ${version}</p></html>`;
  return { status: 200, text: { type: "text/html; charset=utf-8", content } };
}
