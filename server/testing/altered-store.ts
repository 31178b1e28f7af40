import type { Store } from '../store/store.ts';

/** The store, but with some calls answered otherwise: for faults that a real one only has on bad days. */
export function alteredStore(store: Store, otherwise: Partial<Store>): Store {
  return new Proxy(store, {
    get: (real, name) => {
      const own = otherwise[name as keyof Store];
      const value: unknown = own ?? Reflect.get(real, name);
      return typeof value === 'function' ? value.bind(real) : value;
    },
  });
}
