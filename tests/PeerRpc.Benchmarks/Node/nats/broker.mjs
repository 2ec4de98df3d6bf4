// Starts the server and ends it with this process. The server is Debian's and has its default settings.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { serve } from '../role.mjs';

const listening = /Listening for client connections on (127\.0\.0\.1:\d+)/;

const server = spawn('nats-server', ['-a', '127.0.0.1', '-p', '-1'], { stdio: ['ignore', 'ignore', 'pipe'] });
const address = await new Promise((resolve, reject) => {
  server.on('error', reject);
  server.on('exit', code => reject(new Error(`nats-server ended with ${code}.`)));
  // Its log goes on being read after the address, else the pipe would fill up and stop it.
  createInterface({ input: server.stderr }).on('line', line => {
    const found = listening.exec(line);
    if (found) resolve(found[1]);
  });
});

await serve(`nats://${address} ${server.pid}`, {}, async () => {
  server.removeAllListeners('exit');
  server.kill();
});
