// What the callee serves. The type compiler is not there to say it, so the types are written as it would write them:
// a method `echo` that takes `text: string` and gives a string.
import { rpc } from '@deepkit/rpc';

export const peerId = 'callee';
export const path = '/echo';

export class EchoController {
  static __type = ['text', 'echo', 'EchoController', 'P&2!&0"5w#'];

  echo(text) {
    return text;
  }
}

rpc.action()(EchoController.prototype, 'echo', Object.getOwnPropertyDescriptor(EchoController.prototype, 'echo'));
rpc.controller(path)(EchoController);
