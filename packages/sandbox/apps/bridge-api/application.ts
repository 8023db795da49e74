import type { Application, ApplicationContext } from "../shared/application.ts";
import { behaviourOf } from "../shared/behaviours.ts";
import { Database } from "../shared/database.ts";
import type { AppParts } from "../shared/route.ts";
import { AppServer } from "../shared/server.ts";
import { Switches } from "../shared/switches.ts";
import { Video } from "../shared/video.ts";
import { Orders, schema } from "./orders.ts";
import { Outbox } from "./outbox.ts";
import { routesOf } from "./routes.ts";

/** Functions behind /v1: orders, video, notifications. */
export const serve: Application = (context) => new AppServer(context, partsOf(context)).listen();

function partsOf(context: ApplicationContext): AppParts {
  const { environment, behaviour } = context;
  const switches = new Switches(environment["EDGE_CONFIG"]);
  const database = new Database(environment["DATABASE_URL"], schema);
  const orders = new Orders(database, behaviourOf(behaviour).corruptsWrites);
  const outbox = new Outbox(database, switches, environment["QUEUE_URL"]);
  return {
    switches,
    routes: routesOf({ context, orders, outbox, video: new Video(context, switches) }),
    ready: async () => {
      await database.query("SELECT 1");
      outbox.kick();
    },
    gauges: () => ({
      "app.queue.backlog": outbox.backlog,
      "app.database.connections_percent": database.connectionsPercent,
    }),
    close: async () => {
      await outbox.close();
      await database.close();
    },
  };
}
