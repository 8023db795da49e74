export { acceptEvent, type Accepted } from "./events/accept.ts";
export type { EventInput } from "./events/event.ts";
