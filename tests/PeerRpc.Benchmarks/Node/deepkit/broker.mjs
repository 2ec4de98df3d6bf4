// The kernel of Deepkit, which joins peers, behind its own WebSocket server.
import { RpcKernel, RpcKernelSecurity } from '@deepkit/rpc';
import { RpcWebSocketServer } from '@deepkit/rpc-tcp';
import { once } from 'node:events';
import { serve } from '../role.mjs';

class Security extends RpcKernelSecurity {
  async isAllowedToRegisterAsPeer() {
    return true;
  }

  async isAllowedToSendToPeer() {
    return true;
  }
}

const kernel = new RpcKernel([{ provide: RpcKernelSecurity, useClass: Security, scope: 'rpc' }]);
const server = new RpcWebSocketServer(kernel, '127.0.0.1:0');
server.start({ host: '127.0.0.1', port: 0, perMessageDeflate: false });
await once(server.server, 'listening');
await serve(`ws://127.0.0.1:${server.server.address().port}`, {}, async () => server.close());
