import { expect, test } from 'vitest';
import { readAddress } from './route.ts';

const ID = 'AbCdEfGhIjKlMnOp';

test('[CL7] each page has its path', () => {
  expect(readAddress('/', '').route).toEqual({ is: 'start' });
  expect(readAddress('/join', '').route).toEqual({ is: 'join', code: '' });
  expect(readAddress('/check', '').route).toEqual({ is: 'check' });
  expect(readAddress(`/board/${ID}`, '').route).toEqual({ is: 'board', boardId: ID });
  expect(readAddress(`/screen/${ID}`, '').route).toEqual({ is: 'screen', boardId: ID });
});

test('[CL7] what is no address of ours leads nowhere', () => {
  for (const path of ['/board', '/board/short', `/board/${ID}/more`, '/elsewhere', '/board/..%2Fetc']) {
    expect(readAddress(path, '').route).toEqual({ is: 'nowhere' });
  }
});

test('[CL7] seats and codes come behind the hash', () => {
  expect(readAddress(`/board/${ID}`, '#seat=secret-token').seat).toBe('secret-token');
  expect(readAddress('/', '#seat=secret-token').seat).toBe(null);
  expect(readAddress('/join', '#KUPFER-LAMPE-42').route).toEqual({ is: 'join', code: 'KUPFER-LAMPE-42' });
  expect(readAddress('/join', '#M%C3%9CHLE-TISCH-07').route).toEqual({ is: 'join', code: 'MÜHLE-TISCH-07' });
  expect(readAddress('/join', '#100%').route).toEqual({ is: 'join', code: '100%' });
});
