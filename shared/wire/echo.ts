/**
 * The Socket.IO namespace where a browser finds out how it reaches the server, before it has a seat: whatever the transport,
 * `echo` is answered at once, and with nothing.
 */
export const ECHO_NAMESPACE = '/echo';

export interface EchoEvents {
  echo: (answer: () => void) => void;
}
