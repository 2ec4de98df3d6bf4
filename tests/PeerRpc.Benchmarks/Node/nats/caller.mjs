// Makes requests to the callee.
import { connect } from '@nats-io/transport-node';
import { loadOf } from '../load.mjs';
import { serve } from '../role.mjs';

// noAsyncTraces: without it the client takes a stack trace per request, which costs it nearly half of its calls/s.
const options = { timeout: 10_000 };
const connection = await connect({ servers: process.argv[2], noAsyncTraces: true });

async function echo(text) {
  const answer = await connection.request('echo', JSON.stringify(text), options);
  return answer.json();
}

await serve('', loadOf(echo), () => connection.close());
