// A client of Deepkit over the package ws, because the oldest Node.js that runs this has no WebSocket of its own.
import { RpcClient, RpcWebSocketClientAdapter } from '@deepkit/rpc';
import { WebSocket } from 'ws';

export async function connect(address) {
  const client = new RpcClient(new RpcWebSocketClientAdapter(address, PlainWebSocket));
  await client.connect();
  return client;
}

class PlainWebSocket extends WebSocket {
  constructor(address) {
    super(address, { perMessageDeflate: false });
  }
}
