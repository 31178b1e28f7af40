import { expect, test } from './table.ts';

test('the server comes back on the same port after its plug was pulled', async ({ server, table }) => {
  const { board } = await table.create();
  await server.kill();
  await server.start();
  const door = await fetch(`${server.origin}/api/boards/${board.code}/door`);
  expect(door.status).toBe(200);
});

test('the start page opens in a browser', async ({ table }) => {
  const page = await table.arrive();
  await expect(page).toHaveTitle(/Tafelrunde/);
});
