// The inside of a child process that is not .NET: the same lines on standard input and output as RoleProcess.cs.
import { createInterface } from 'node:readline';

/**
 * Says that this process is ready, then obeys until standard input ends.
 * @param {string} address Where it listens if it is a broker, else ''; a process id may follow: that of the process
 * whose processor time counts if it is not this one.
 * @param {Record<string, (words: string[]) => Promise<object>>} commands What it obeys besides the end of its input.
 * @param {() => Promise<void>} close Ends its part of the system.
 */
export async function serve(address, commands, close) {
  say('ready', address);
  for await (const line of createInterface({ input: process.stdin })) {
    const words = line.split(' ');
    const command = commands[words[0]];
    try {
      if (command) say('ok', JSON.stringify(await command(words)));
      else say('error', `this process does not understand '${words[0]}'`);
    } catch (error) {
      // Whatever went wrong, the program that sent the command reports it.
      say('error', String(error?.stack ?? error).replaceAll('\n', ' '));
    }
  }

  await close();
  // Some clients keep timers that would keep the process.
  process.exit(0);
}

function say(word, rest) {
  process.stdout.write(rest ? `${word} ${rest}\n` : `${word}\n`);
}
