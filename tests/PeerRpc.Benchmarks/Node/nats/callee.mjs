// Answers every request with its argument, read and written as JSON.
import { connect } from '@nats-io/transport-node';
import { serve } from '../role.mjs';

const connection = await connect({ servers: process.argv[2], noAsyncTraces: true });
connection.subscribe('echo', {
  callback: (error, message) => {
    if (error) throw error;
    message.respond(JSON.stringify(message.json()));
  },
});
await connection.flush();
await serve('', {}, () => connection.close());
