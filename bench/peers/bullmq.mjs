// BullMQ beside stampede.  bullmq.mjs PORT loop OUTSTANDING SECONDS | PORT drain CONCURRENCY JOBS

import { Queue, Worker } from "bullmq";
import { PAYLOAD, closedLoop, now, report } from "./report.mjs";

const [port, mode, first, second] = process.argv.slice(2);
const connection = { host: "127.0.0.1", port: Number(port), maxRetriesPerRequest: null };
const concurrency = Number(first);
const name = `bench-${process.pid}`;
const queue = new Queue(name, { connection });
const job = (id) => ({ name: "noop", data: PAYLOAD, opts: { removeOnComplete: true, jobId: `j${id}` } });
const worker = new Worker(name, async () => {}, { connection, concurrency, autorun: false });
await queue.waitUntilReady();
await worker.waitUntilReady();

if (mode === "loop") {
  let loop;
  worker.on("completed", (done) => loop.ended(done.id.slice(1)));
  worker.run();
  loop = closedLoop(concurrency, Number(second), (id) => {
    const { name, data, opts } = job(id);
    return queue.add(name, data, opts);
  });
  await loop.over;
} else {
  const jobs = Number(second);
  for (let at = 0; at < jobs; at += 1000) {
    await queue.addBulk(Array.from({ length: Math.min(1000, jobs - at) }, (_, i) => job(at + i)));
  }
  const samples = [];
  const began = now();
  await new Promise((resolve) => {
    worker.on("completed", () => {
      samples.push(now() - began);
      if (samples.length === jobs) resolve();
    });
    worker.run();
  });
  report(samples, now() - began);
}
process.exit(0);
