// Registers as a peer and answers what other peers call.
import { serve } from '../role.mjs';
import { connect } from './client.mjs';
import { EchoController, path, peerId } from './contract.mjs';

const client = await connect(process.argv[2]);
await client.registerAsPeer(peerId);
client.registerPeerController(EchoController, path);
await serve('', {}, () => client.disconnect());
