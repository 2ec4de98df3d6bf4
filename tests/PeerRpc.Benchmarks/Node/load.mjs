// Loops that call, one call after another each: what LoadGenerator.cs does, with the same text, clocks and checks.
const text = '0123456789abcdef';
const drainMilliseconds = 10_000;

/** Obeys `run IN_FLIGHT SECONDS` with an echo: text in, promise of text out. */
export function loadOf(echo) {
  return { run: words => run(echo, Number(words[1]), Number(words[2])) };
}

async function run(echo, inFlight, seconds) {
  const state = { stopped: false, latencies: inFlight === 1 ? [] : null };
  const call = state.latencies ? callTimed : callCounted;
  const start = performance.now();
  const loops = Array.from({ length: inFlight }, () => call(echo, state));
  const all = Promise.all(loops);
  await Promise.race([all, delay(seconds * 1000)]);
  state.stopped = true;
  const counts = await Promise.race([all, delay(drainMilliseconds)]);
  if (!counts) throw new Error('Calls were not answered within ten seconds of the end.');
  const elapsed = (performance.now() - start) / 1000;
  return {
    InFlight: inFlight,
    Calls: counts.reduce((sum, count) => sum + count, 0),
    Seconds: elapsed,
    P50Microseconds: percentile(state.latencies, 0.5),
    P99Microseconds: percentile(state.latencies, 0.99),
  };
}

async function callCounted(echo, state) {
  let calls = 0;
  while (!state.stopped) {
    verify(await echo(text));
    calls++;
  }

  return calls;
}

async function callTimed(echo, state) {
  let calls = 0;
  let start = performance.now();
  while (!state.stopped) {
    verify(await echo(text));
    const end = performance.now();
    state.latencies.push(end - start);
    start = end;
    calls++;
  }

  return calls;
}

function verify(answer) {
  if (answer !== text) throw new Error(`The echo answered '${answer}'.`);
}

function percentile(milliseconds, share) {
  if (!milliseconds?.length) return null;
  const sorted = Float64Array.from(milliseconds).sort();
  return sorted[Math.ceil(share * sorted.length) - 1] * 1000;
}

function delay(milliseconds) {
  return new Promise(resolve => setTimeout(resolve, milliseconds, null));
}
