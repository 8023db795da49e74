import type { AppointmentHandler, Due } from "../../../world/agenda.ts";
import { finish, kinds, proceed, release, runOf } from "./life.ts";
import type { Job, Run } from "./workflow-rows.ts";

const onJob =
  (act: (due: Due, run: Run, job: Job) => void): AppointmentHandler =>
  (due) => {
    const job = due.about as Job | undefined;
    const run = job && runOf(due.world, job);
    if (job && run) act(due, run, job);
  };

/** What workflows do by themselves when the time has come. */
export const workflowAppointments: Readonly<Record<string, AppointmentHandler>> = {
  [kinds.end]: onJob(({ world, at }, run, job) => {
    finish(world, run, job, at, job.data.script.outcome);
    proceed(world, run, at);
  }),
  [kinds.timer]: onJob(({ world, at }, run, job) => {
    release(world, run, job, at);
  }),
  [kinds.expiry]: onJob(({ world, at }, run, job) => {
    finish(world, run, job, at, "failure");
    proceed(world, run, at);
  }),
};
