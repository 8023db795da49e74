export { sendTraffic, type TrafficArgs, type TrafficReport, type VersionReport } from "./generator.ts";
