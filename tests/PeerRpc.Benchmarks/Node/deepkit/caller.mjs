// Calls the callee through the broker, by its peer id.
import { loadOf } from '../load.mjs';
import { serve } from '../role.mjs';
import { connect } from './client.mjs';
import { path, peerId } from './contract.mjs';

const client = await connect(process.argv[2]);
const callee = client.peer(peerId).controller(path);
await serve('', loadOf(text => callee.echo(text)), () => client.disconnect());
