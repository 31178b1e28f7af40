/**
 * The server's own page, unless it takes too long (`late`), cannot be reached, or stumbles, like a proxy before a server
 * that restarts: then the one that is kept.
 */
export function freshOr(kept: Response, asked: Promise<Response>, late: Promise<unknown>): Promise<Response> {
  const fresh = asked.then(
    (answer) => (answer.status >= 500 ? kept : answer),
    () => kept,
  );
  return Promise.race([fresh, late.then(() => kept)]);
}
