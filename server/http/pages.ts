import { readFile, stat } from 'node:fs/promises';
import { join, normalize } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import express, { Router, type RequestHandler } from 'express';
import { pickLocale, type Locale } from './locale.ts';
import { preloadsIn } from './preloads.ts';

const compress = promisify(brotliCompress);
/** Compressed once per file, so worth some effort; 9 is nearly as small as 11 and ten times faster. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } };
const COMPRESSIBLE = /\.(js|css|svg|json|webmanifest)$/;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  json: 'application/json',
  webmanifest: 'application/manifest+json',
};

/**
 * The built client. Files in `assets` carry a hash of their content in their name, so browsers may keep them for ever;
 * everything else is asked for anew each time (and answered with 304 when it is the same).
 */
export function pages(folder: string): Router {
  const router = Router();
  router.use('/assets', compressed(join(folder, 'assets')));
  router.use('/assets', express.static(join(folder, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  router.use(
    express.static(folder, { index: false, cacheControl: false, setHeaders: (response) => response.set(REVALIDATE) }),
  );
  for (const [path, links] of preloadsIn(folder)) router.get(path, page(folder, links));
  return router;
}

/** Every page is the same file, which looks at its address itself. */
const page =
  (folder: string, linksIn: Readonly<Record<Locale, string>>): RequestHandler =>
  (request, response, next) => {
    const links = linksIn[pickLocale(undefined, request.headers['accept-language'])];
    if (links !== '') response.set({ Link: links, Vary: 'Accept-Language' });
    response.set(REVALIDATE).sendFile('index.html', { root: folder, cacheControl: false }, (error) => {
      if (error) next(response.headersSent ? error : undefined);
    });
  };

const REVALIDATE = { 'Cache-Control': 'no-cache' };
const FOR_EVER = { 'Cache-Control': 'public, max-age=31536000, immutable', Vary: 'Accept-Encoding' };

/** Hands out compressed copies, made on first demand and kept: a client is a few hundred kilobytes in all. */
function compressed(folder: string): RequestHandler {
  const made = new Map<string, Promise<Buffer | null>>();
  return async (request, response, next) => {
    const path = normalize(request.path);
    const contentType = CONTENT_TYPES[COMPRESSIBLE.exec(path)?.[1] ?? ''];
    if (request.method !== 'GET' || contentType === undefined || !request.acceptsEncodings('br')) return next();
    const file = join(folder, path);
    const copy = made.get(file) ?? compressFile(file);
    // What is not there is not remembered: the names of files that are not there have no end.
    if ((await copy) === null) return next();
    made.set(file, copy);
    response.set({ ...FOR_EVER, 'Content-Type': contentType, 'Content-Encoding': 'br' }).send(await copy);
  };
}

async function compressFile(file: string): Promise<Buffer | null> {
  const found = await stat(file).catch(() => null);
  return found?.isFile() ? compress(await readFile(file), BROTLI) : null;
}
