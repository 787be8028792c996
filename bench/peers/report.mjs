// What every peer's program prints: jobs a second, latency in microseconds, as bench/load.c does.

export const PAYLOAD = { text: "x".repeat(588) }; // 600 bytes as JSON

export function now() {
  return Number(process.hrtime.bigint() / 1000n);
}

export function report(samples, micros) {
  samples.sort((a, b) => a - b);
  const at = (p) => (samples.length ? samples[Math.floor(p * (samples.length - 1))] : 0);
  console.log(JSON.stringify({ rps: (samples.length * 1e6) / micros, p50_us: at(0.5), p99_us: at(0.99) }));
}

// `outstanding` callers, each submits its next job when its last one was recorded as done.
// submit(id) sends one; whoever hears of its end calls the function that is returned.
export function closedLoop(outstanding, seconds, submit) {
  const began = now();
  const samples = [];
  const open = new Map();
  let count = 0;
  let finish;
  const over = new Promise((resolve) => (finish = resolve));
  const next = () => {
    const id = String(++count);
    open.set(id, now());
    submit(id).catch((problem) => {
      console.error(problem);
      process.exit(1);
    });
  };
  const ended = (id) => {
    const begun = open.get(id);
    if (begun === undefined) return;
    open.delete(id);
    const at = now();
    samples.push(at - begun);
    if (at - began < seconds * 1e6) next();
    else if (finish) {
      report(samples, at - began);
      finish();
      finish = null;
    }
  };
  for (let i = 0; i < outstanding; i++) next();
  return { ended, over };
}
