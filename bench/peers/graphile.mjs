// graphile-worker beside stampede.
// graphile.mjs URL default|tuned loop OUTSTANDING SECONDS | URL default|tuned drain CONCURRENCY JOBS

import { EventEmitter } from "node:events";
import { Logger, makeWorkerUtils, run } from "graphile-worker";
import { PAYLOAD, closedLoop, now, report } from "./report.mjs";

const [connectionString, how, mode, first, second] = process.argv.slice(2);
const concurrentJobs = Number(first);
const logger = new Logger(() => () => {});
const events = new EventEmitter();
const tuned = { localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 };
const preset = {
  worker: { connectionString, concurrentJobs, maxPoolSize: Math.min(20, concurrentJobs + 2),
    ...(how === "tuned" ? tuned : {}) },
};
const utils = await makeWorkerUtils({ connectionString, logger, maxPoolSize: 20 });
await utils.migrate();
const start = () => run({ preset, events, logger, noHandleSignals: true, taskList: { noop: async () => {} } });

// "job:complete" comes when the result has been written to the database.
if (mode === "loop") {
  let loop;
  events.on("job:complete", ({ job }) => loop.ended(job.payload.id));
  await start();
  loop = closedLoop(concurrentJobs, Number(second), (id) => utils.addJob("noop", { ...PAYLOAD, id }));
  await loop.over;
} else {
  const jobs = Number(second);
  await utils.withPgClient((client) =>
    client.query(
      `select graphile_worker.add_job('noop', $1::json) from generate_series(1, $2)`,
      [JSON.stringify(PAYLOAD), jobs],
    ),
  );
  const samples = [];
  const began = now();
  await new Promise((resolve, reject) => {
    events.on("job:complete", () => {
      samples.push(now() - began);
      if (samples.length === jobs) resolve();
    });
    start().catch(reject);
  });
  report(samples, now() - began);
}
process.exit(0);
