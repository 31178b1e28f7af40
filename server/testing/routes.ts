import type { Server } from 'node:http';
import type { Express } from 'express';

/** What a server answers by express, read from its own routers, so that no list has to follow them. */

export interface Route {
  readonly method: string;
  readonly path: string;
}

interface Layer {
  readonly rawPath: unknown;
  readonly handle: { readonly stack?: readonly Layer[] };
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
}

/** What is asked where a handler takes every method. */
const ANY = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];

export function routesOf(httpServer: Server): readonly Route[] {
  const app = httpServer.listeners('checkContinue').find((listener) => 'router' in listener) as Express | undefined;
  if (app === undefined) throw new Error('where is the app?');
  const all = routesIn((app.router as unknown as { stack: readonly Layer[] }).stack, '');
  return [...new Map(all.map((route) => [`${route.method} ${route.path}`, route])).values()];
}

const routesIn = (stack: readonly Layer[], prefix: string): Route[] =>
  stack.flatMap((layer) =>
    pathsOf(layer).flatMap((own) => {
      const path = `${prefix}${own}`.replaceAll(/\/+/g, '/');
      if (layer.handle.stack && !layer.route) return routesIn(layer.handle.stack, path);
      return methodsOf(layer).map((method) => ({ method, path }));
    }),
  );

function pathsOf({ rawPath }: Layer): string[] {
  return [rawPath].flat().map((path) => {
    if (typeof path === 'string') return path;
    throw new Error(`this path cannot be filled in: ${String(path)}`);
  });
}

function methodsOf({ route }: Layer): string[] {
  if (route === undefined || route.methods['_all']) return ANY;
  const own = Object.keys(route.methods).map((method) => method.toUpperCase());
  return own.includes('GET') ? ['HEAD', 'OPTIONS', ...own] : ['OPTIONS', ...own];
}

/** Every address that the values make of a path; a parameter without values is an error. */
export function filledIn(path: string, values: Readonly<Record<string, readonly string[]>>): readonly string[] {
  const parameter = /[:*](\w+)/.exec(path);
  if (/[{}()]/.test(path)) throw new Error(`this path cannot be filled in: ${path}`);
  if (parameter === null) return [path];
  const [whole, name = ''] = parameter;
  const known = Object.hasOwn(values, name) ? values[name] : undefined;
  if (known === undefined)
    throw new Error(`no value is known for ${whole} in ${path}: say what others would put there`);
  return known.flatMap((value) => filledIn(path.replace(whole, encodeURIComponent(value)), values));
}
