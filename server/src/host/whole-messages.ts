import { Writable } from 'node:stream';

/**
 * Writes the head and the body of each message at once. The protocol's library writes them one after the other, and each
 * write is a call to the system and wakes the client.
 * @param to gets the messages; the result must be written to by a message writer only
 */
export function wholeMessages(to: Writable): Writable {
  let head: Buffer | undefined;
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (head === undefined) {
        head = chunk;
        done();
        return;
      }
      const message = Buffer.concat([head, chunk]);
      head = undefined;
      to.write(message, done);
    },
  });
}
